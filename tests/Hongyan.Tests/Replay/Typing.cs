using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>Types an event of a case into the form that a page has for it, and says whose form that is.</summary>
internal static class Typing
{
    private static readonly HashSet<string> OfCommittees =
        ["certificate-sealed", "branch-named", "dues-reduction-decided", "conversion-approved", "transfer-letter-issued",
            "report-submitted"];

    private const string Phone = "19900000001";
    private static int certificates = 1000;

    /// <summary>Whether the committee writes it: always, or because a refused member is with it again.</summary>
    public static bool IsOfCommittee(SojournEvent happened, IReadOnlyList<SojournEvent> before) =>
        OfCommittees.Contains(EventJson.TypeOf(happened)) || (happened is ReportedIn or Refused && before.Any(one => one is Refused));

    public static Side SideOf(SojournEvent happened, IReadOnlyList<SojournEvent> before) => happened switch
    {
        ContactPersonNamed named => named.By,
        RegisteredNationally registered => registered.By,
        NotNational not => not.By,
        CertificateAudited audited => audited.By,
        Attempt attempt => attempt.By,
        Found found => found.By,
        Contact contact => contact.By,
        Care care => care.By,
        DuesPaid paid => paid.At,
        Feedback feedback => feedback.From,
        Announcement announced => announced.Of,
        Notified notice => About(notice, before)?.Of ?? Side.Home,
        Reviewed reviewed => reviewed.Venue == "home" ? Side.Home : Side.Host,
        OrganizedLife or AssignedWorkDone when before.Any(one => one is Placed) => Side.Host,
        _ => Writers.UsualSide(EventJson.TypeOf(happened)),
    };

    /// <summary>The fields of the form, each with what the event says, or with what the form asks for where the rules ask nothing.</summary>
    /// <param name="contact">The full member on the roster of the side that names a contact person.</param>
    public static IEnumerable<KeyValuePair<string, string>> Fields(SojournEvent happened, IReadOnlyList<SojournEvent> before, string hostPath, Guid contact)
    {
        var type = EventJson.TypeOf(happened);
        var json = JsonNode.Parse(EventJson.Write(happened))!.AsObject();
        yield return Value(RecordInput.On, Day(happened.On));
        foreach (var field in RecordForm.All[type].Fields)
        {
            if (Several(happened, field) is { Count: > 0 } pairs)
            {
                foreach (var pair in pairs)
                    yield return pair;
                continue;
            }
            var said = happened switch
            {
                ContactPersonNamed named => (named.FullMember ? contact : Guid.CreateVersion7()).ToString(),
                Contact { Reached: false } when field.Name == "retryOn" => Day(happened.On.AddDays(7)),
                ChangeReported { What: "phone" } when field.Name == "value" => Phone,
                DepartureReported { Phone: null } when field.Name == "phone" => Phone,
                ReturnChecked { OwnView: null } when field.Name == "ownView" => "测试",
                Notified notice when field.Name == "event" => About(notice, before) is { } announced ? Occasion(announced) : notice.Event,
                _ when field.Name == "organization" => hostPath,
                _ => json[field.Name] is JsonArray several ? null : json[field.Name]?.ToString(),
            };
            if (json[field.Name] is JsonArray list)
            {
                foreach (var one in list)
                    yield return Value(field.Name, one!.ToString());
            }
            else if (field.Kind == FieldKind.YesNo)
            {
                if (said == "true")
                    yield return Value(field.Name, "true");
            }
            else if (said is null ? !field.Required : said.Length == 0)
            {
                yield return Value(field.Name, "");
            }
            else
            {
                yield return Value(field.Name, said is not null && (field.Choices.Length == 0 || field.Choices.Contains(said)) ? said : Asked(field));
            }
        }
        if (happened is Contact { Reached: false })
            yield return KeyValuePair.Create("Unless", "true");
    }

    /// <summary>What a form asks for in several ticks and reasons, where a case says less or says it in an earlier way.</summary>
    private static List<KeyValuePair<string, string>> Several(SojournEvent happened, RecordField field) => (happened, field.Name) switch
    {
        (Contact talk, "topics") => [.. talk.Subjects.Where(field.Choices.Contains).Select(topic => Value("topics", topic))],
        (Briefed briefed, "topics") => [.. (briefed.Topics ?? field.Choices).Select(topic => Value("topics", topic))],
        (Briefed { Topics: { } topics }, "missing") => [.. field.Choices.Except(topics).Select(topic => Value(RecordInput.ReasonOf("missing", topic), "测试"))],
        _ => [],
    };

    /// <summary>Whether a form makes a record: it holds the id of the one to be.</summary>
    public static bool IsOfRecord(IHtmlFormElement form) => form.Elements.Any(field => Last(field) == "Id");

    /// <summary>The fields of a page's own form, each with what the event says of it; what is asked for and unsaid gets a word.</summary>
    public static IEnumerable<(string Name, string Value)> Own(IHtmlFormElement form, SojournEvent happened)
    {
        var said = JsonNode.Parse(EventJson.Write(happened))!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<string>();
        foreach (var field in form.Elements)
        {
            var name = field.GetAttribute("name") ?? "";
            var value = said.GetValueOrDefault(Last(field));
            if (value is JsonArray several)
            {
                foreach (var one in done.Add(name) ? several : [])
                    yield return (name, one!.ToString());
            }
            else if (done.Add(name) && (value is JsonValue single ? single.ToString() : Asked(field)) is { } text)
            {
                yield return (name, text);
            }
        }
    }

    private static string? Asked(IElement field) => field switch
    {
        IHtmlSelectElement { IsRequired: true } select when string.IsNullOrEmpty(select.Value) =>
            select.Options.Select(option => option.Value).FirstOrDefault(value => value.Length > 0),
        IHtmlTextAreaElement { IsRequired: true, Value.Length: 0 } => "测试",
        IHtmlInputElement { Type: "text", IsRequired: true, Value.Length: 0 } => "测试",
        IHtmlInputElement { Type: "text", Value.Length: 0 } when Last(field) == "Reason" => "测试",
        _ => null,
    };

    private static string Last(IElement field) => (field.GetAttribute("name") ?? "").TrimEnd(']').Split('.', '[')[^1];

    // A word the rules do not read may be another one on the page.
    private static string Asked(RecordField field) => field switch
    {
        { Name: "number" } => $"99-{Interlocked.Increment(ref certificates):0000}",
        { Choices: [var first, ..] } => field.Default ?? first,
        _ => "测试",
    };

    private static Announcement? About(Notified notice, IEnumerable<SojournEvent> before) => before.OfType<Announcement>()
        .FirstOrDefault(announced => notice.Event == announced.Name || notice.Event == EventJson.TypeOf(announced)
            || notice.Event == Day(announced.TakesPlace));

    private static string Occasion(Announcement announced) => $"{EventJson.TypeOf(announced)}-{Day(announced.TakesPlace)}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static KeyValuePair<string, string> Value(string field, string value) => KeyValuePair.Create($"Values[{field}]", value);
}
