using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Papers;

/// <summary>Under 支部联系电话 stands the telephone of the branch, and a contact person under a heading of his own.</summary>
public sealed class BranchPhoneTests : IAsyncLifetime
{
    private const string Phone = "0990-1010001";
    private Village village = null!;
    private Data.Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲", host: Village.Host, happened:
        [
            new ContactPersonNamed { On = new(2026, 1, 5), By = Side.Home, Person = "王建国" },
            new ReportedIn { On = new(2026, 1, 10) }, new Placed { On = new(2026, 1, 12), Organization = Village.Host },
        ]);
        await PhoneAsync(Phone);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("roster-outflow", Village.Home, ImportKind.Outflow)]
    [InlineData("roster-inflow", Village.Host, ImportKind.Inflow)]
    public async Task The_roster_has_both_as_page_as_spreadsheet_and_as_document(string paper, string org, string kind)
    {
        using var browser = await village.SecretaryAsync(org);
        var (ofPhone, ofContact) = (Fields.Of(kind, Fields.HomePhone).Label, Fields.Of(kind, Fields.HomeContact).Label);
        var page = await browser.GetAsync($"/Papers/{paper}?on=2026-05-10");
        var headings = page.QuerySelectorAll("table.list-grid th").Select(cell => cell.TextContent.Trim()).ToList();
        var cells = page.QuerySelector("table.list-grid tbody tr")!.Children.Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal((Phone, "王建国"), (cells[headings.IndexOf(ofPhone)], cells[headings.IndexOf(ofContact)]));

        await browser.GetAsync($"/Papers/{paper}?on=2026-05-10&handler=Xlsx");
        var file = await browser.Answer.Content.ReadAsByteArrayAsync(Stop);
        var roster = Importer.Read(file, kind);
        Assert.Equal((Phone, "王建国"), (roster.Rows[0][Fields.HomePhone].Text, roster.Rows[0][Fields.HomeContact].Text));

        await browser.GetAsync($"/Papers/{paper}?on=2026-05-10&handler=Docx");
        using var docx = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(await browser.Answer.Content.ReadAsStreamAsync(Stop), isEditable: false);
        var rows = docx.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableRow>()
            .Select(row => row.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Select(cell => cell.InnerText).ToList()).ToList();
        var header = rows.First(row => row.Contains(ofPhone));
        var line = rows.First(row => row.Contains("测试甲"));
        Assert.Equal((Phone, "王建国"), (line[header.IndexOf(ofPhone)], line[header.IndexOf(ofContact)]));
    }

    /// <summary>A roster may give a telephone where the branch has none stored: it is shown under its heading and is nobody's name.</summary>
    [Theory]
    [InlineData(null, "王建国", "", "王建国")]
    [InlineData(null, "0990-1010009", "0990-1010009", "")]
    [InlineData(Phone, "0990-1010009", Phone, "")]
    public async Task Without_a_telephone_the_cell_is_empty_and_never_holds_a_name(string? branch, string contact, string phone, string name)
    {
        await PhoneAsync(branch);
        await using (var db = village.Installation.Db())
        {
            await db.Records.Where(record => record.Type == "contact-person-named").ExecuteDeleteAsync(Stop);
            await db.Sojourns.ExecuteUpdateAsync(set => set.SetProperty(one => one.HomeContact, contact), Stop);
        }
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Papers/roster-outflow?on=2026-05-10");
        var headings = page.QuerySelectorAll("table.list-grid th").Select(cell => cell.TextContent.Trim()).ToList();
        var cells = page.QuerySelector("table.list-grid tbody tr")!.Children.Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal((phone, name), (cells[headings.IndexOf("支部联系电话")], cells[headings.IndexOf("支部联系人")]));
    }

    [Theory]
    [InlineData("李四", Phone, "李四", null)]
    [InlineData("李四", "0990-1010009", "李四", "支部联系电话：0990-1010009")]
    [InlineData("", Phone, null, null)]
    [InlineData("", "0990-1010009", "0990-1010009", null)]
    public async Task A_roster_that_is_read_keeps_name_and_telephone_apart(string contact, string phone, string? kept, string? note)
    {
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(Stop);
        var ended = new DateOnly(2026, 2, 1);
        await db.Sojourns.ExecuteUpdateAsync(set => set.SetProperty(one => one.State, "cancelled").SetProperty(one => one.EndedOn, ended), Stop);
        var csv = $"姓名,出生日期,所在支部,外出时间,支部联系人,支部联系电话\n测试甲,1990-05-01,测试村党支部,2026-03-01,{contact},{phone}\n";
        var writing = new RecordServices(village.Installation.Instance, db);
        var importer = new Importer(db, village.Installation.Instance.Policy, village.Installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var roster = Importer.Read(System.Text.Encoding.UTF8.GetBytes(csv), ImportKind.Outflow);
        await importer.SaveAsync(await importer.JudgeAsync(roster, Village.Home, Village.Today, Stop), Stop);
        await transaction.CommitAsync(Stop);
        var sojourn = await db.Sojourns.AsNoTracking().SingleAsync(one => one.DepartedOn == new DateOnly(2026, 3, 1), Stop);
        Assert.Equal((kept, member.Id), (sojourn.HomeContact, sojourn.MemberId));
        var departure = Assert.Single(await village.RecordsAsync(sojourn, "departure-reported"));
        Assert.Equal(note, ((DepartureReported)EventJson.Read(departure.Data)).Note);
    }

    private async Task PhoneAsync(string? phone)
    {
        await using var db = village.Installation.Db();
        await db.Organizations.Where(one => one.Path == Village.Home).ExecuteUpdateAsync(set => set.SetProperty(one => one.Phone, phone), Stop);
    }
}
