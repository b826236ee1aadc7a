using static Hongyan.Browser.DemoHouse;

namespace Hongyan.Browser.Everywhere;

/// <summary>Every page there is, seen by everybody who sees it differently. A new page is a new line.</summary>
public static class Pages
{
    private const string Contact = ".duty a[href*='type=contact&']";
    private const string Send = "main form[method=post] .btn-primary";
    private const string FirstMember = "#list .card-title a";

    public static IReadOnlyList<Place> All { get; } =
    [
        new("sign-in", Nobody, "/Account/SignIn"),
        new("sign-in refused", Nobody, "/Account/SignIn", Send),
        new("set-up without its link", Nobody, "/SetUp"),
        new("password", Home, "/Account/Password"),
        new("password refused", Home, "/Account/Password", Send),
        new("accounts", Administrator, "/Account"),
        new("new account", Administrator, "/Account/New"),
        new("new account refused", Administrator, "/Account/New", Send),
        new("policy of the administrator", Administrator, "/Policy"),
        new("not allowed", Administrator, "/Worklist") { Status = 403 },
        new("not found", Home, "/no-such-page") { Status = 404 },

        new("today at home", Home, "/"),
        new("today at the host", Host, "/"),
        new("today at the committee", Clerk, "/"),
        new("today in the county", Department, "/"),
        new("search", Home, "/Search"),
        new("search by a common name", Department, "/Search?q=一"),
        new("search for nobody", Home, "/Search?q=nobody"),
        new("worklist of home", Home, "/Worklist"),
        new("worklist of home by kind", Home, "/Worklist?by=kind"),
        new("worklist with nothing found", Home, "/Worklist?q=nobody"),
        new("worklist of the host", Host, "/Worklist"),
        new("worklist of the committee", Clerk, "/Worklist?due=overdue"),
        new("worklist of the county", Department, "/Worklist?due=soon"),
        new("branches of the committee", Clerk, "/Branches"),
        new("branches of the county", Department, "/Branches"),
        new("members", Home, "/Members"),
        new("outflow", Home, "/Lists/outflow"),
        new("outflow with nothing found", Home, "/Lists/outflow?q=nobody"),
        new("outflow of the county", Department, "/Lists/outflow?sort=-overdue"),
        new("inflow", Host, "/Lists/inflow"),
        new("certificates to seal", Clerk, "/Lists/seal"),
        new("certificates to issue", Home, "/Lists/issue"),
        new("arrivals to place", Host, "/Lists/arrivals"),
        new("refused members", Department, "/Lists/refused"),
        new("probation ending", Clerk, "/Lists/probation"),
        new("member seen by home", Home, "/Worklist", FirstMember),
        new("member seen by the host", Host, "/Worklist", FirstMember),
        new("a member's account", Home, "/Worklist", FirstMember, "a[href$=Account]"),
        new("departure", Home, "/Members?show=home", "tbody th a", "a[href$=Departure]"),
        new("record of a contact", Home, "/Worklist", Contact),
        new("record refused", Home, "/Worklist", FirstMember, ".waive", Send),
        new("dues to be taken", Home, "/Worklist?by=kind", ".duty a[href*='/Dues/Pay']"),
        new("dues refused", Home, "/Worklist?by=kind", ".duty a[href*='/Dues/Pay']", Send),
        new("dues register of home", Home, "/Dues"),
        new("dues register of the host", Host, "/Dues"),
        new("dues register of the county", Department, "/Dues?behind=true"),
        new("dues to be set", Home, "/Dues", "td a[href*='/Dues/Set']"),
        new("reductions", Clerk, "/Dues/Reductions"),
        new("reduction to be decided", Clerk, "/Dues/Reductions", "a[href*=Decision]"),
        new("dues calculator", Member, "/Dues/Calculator?category=employee&base=4200"),
        new("care", Home, "/Care"),
        new("care of the county", Department, "/Care?show=hardship"),
        new("stations", Nobody, "/Stations"),
        new("stations managed", Clerk, "/Stations/Manage"),
        new("station entered", Clerk, "/Stations/Edit"),
        new("station refused", Clerk, "/Stations/Edit", Send),
        new("my dues", Member, "/Mine/Dues"),
        new("my receipt", Member, "/Mine/Dues", "a[href*=Receipt]"),
        new("record for an organisation", Home, "/Worklist", ".duty a[href*='/Records/Organization']"),

        new("certificates of the branch", Home, "/Certificates"),
        new("certificates of the committee", Clerk, "/Certificates"),
        new("certificates of the county", Department, "/Certificates?state=lost"),
        new("certificate", Home, "/Certificates?state=valid", "#list tbody th a"),
        new("certificate seen by the host", Host, "/Certificates", "#list tbody th a"),
        new("issue of a certificate", Department, "/Certificates?state=sealed", "#list tbody td a.btn"),
        new("seal", Clerk, "/Certificates", "form[action='/Certificates/Seal'] .btn-primary"),
        new("number ranges", Department, "/Certificates/Ranges"),
        new("number ranges refused", Department, "/Certificates/Ranges", Send),
        new("signing keys", Clerk, "/Certificates/Keys"),
        new("public check", Nobody, "/Verify"),
        new("public check refused", Nobody, "/Verify", Send),
        new("public check of an unknown number", Nobody, "/Verify/1"),
        new("public check of a forged code", Nobody, "/Verify/HY1.a.b"),

        new("import", Home, "/Import"),
        new("import refused", Clerk, "/Import", Send),
        new("import accepted", Clerk, "/Import/Accepted"),
        new("situation report of the branch", Home, "/Reports/Situation"),
        new("situation report of the county", Department, "/Reports/Situation"),
        new("names behind a figure", Department, "/Reports/Situation", ".figure-link"),

        new("policy", Department, "/Policy"),
        new("clauses", Home, "/Policy/Clauses"),
        new("clause", Home, "/Policy/Clauses", "main table a"),
        new("profile", Home, "/Policy/Profiles/national"),
        new("profile of the department", Department, "/Policy/Profiles/banner-d"),
        new("change of a value", Department, "/Policy/Profiles/national", "main a.btn"),
        new("change refused", Department, "/Policy/Profiles/national", "main a.btn", Send),
        new("change to be confirmed", Department, "/Policy/Profiles/national/Confirm?parameter=watch.fromMonths&value=4&from=2026-11-20&clauses=E-1.7&reason=E"),
        new("choice of a profile", Department, "/Policy/Choose?organization=001.002&profile=two-way-c&reason=E"),

        new("letters and messages", Home, "/Correspondence"),
        new("letters and messages, all", Host, "/Correspondence?all=true"),
        new("letter", Home, "/Correspondence", "tbody th a[href^='/Correspondence/']"),
        new("letter to be written", Host, "/Worklist?by=kind", ".duty a[href*='/Correspondence/New']"),
        new("messages", Home, "/Worklist", FirstMember, "a[href*='/Messages/']"),
        new("conversion", Home, "/Worklist?by=kind", ".duty a[href*='/Conversion']"),
        new("transfers", Clerk, "/Transfers"),
        new("transfers of the county", Department, "/Transfers"),
        new("transfer", Clerk, "/Transfers", "tbody th a[href^='/Transfers/Stay']"),
        new("transfer to be received", Clerk, "/Transfers", "tbody th a[href^='/Transfers/Incoming']"),

        new("mine", Member, "/Mine"),
        new("my certificate", Member, "/Mine/Certificate"),
    ];

    public static TheoryData<string> Names => [.. All.Select(place => place.Name)];

    public static Place Named(string name) => All.Single(place => place.Name == name);
}
