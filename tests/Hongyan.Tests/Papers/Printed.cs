using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Rules.Calendar;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Papers;

/// <summary>Every paper of the village as a file and as an office program shows it. The pictures stay to be looked at.</summary>
public sealed class Printed : IAsyncLifetime
{
    private readonly PaperInstallation installation = new();

    public static string Directory { get; } = Path.Combine(TestCluster.RepositoryRoot, "TestResults", "papers");

    public static TheoryData<string> Files =>
    [
        .. from paper in PaperList.Lists.SelectMany(lists => lists.Papers) from ending in new[] { "xlsx", "docx" } select $"{paper.Key}.{ending}",
        .. PaperList.OfStay.Select(paper => paper.Key + ".docx"),
        .. PaperList.OfCase.Select(paper => paper.Key + ".docx"),
    ];

    public static string TextOf(string file) =>
        string.Concat(File.ReadAllText(Path.Combine(Directory, NameOf(file) + ".txt")).Where(letter => !char.IsWhiteSpace(letter) || letter == '\f'));

    public static string PathOf(string file) => Path.Combine(Directory, NameOf(file) + Path.GetExtension(file));

    public async ValueTask InitializeAsync()
    {
        await installation.InitializeAsync();
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory, recursive: true);
        System.IO.Directory.CreateDirectory(Directory);
        await using var db = installation.Village.Installation.Db();
        var context = installation.ContextOf(db);
        var county = (await db.Organizations.FindAsync([Village.County], TestContext.Current.CancellationToken))!;
        foreach (var paper in PaperList.Lists.SelectMany(group => group.Papers))
            await WriteAsync(paper, context, new Asked(county, Village.Today, Interval.Year, WithNumbers: true));
        foreach (var paper in PaperList.OfStay)
            await WriteAsync(paper, context);
        foreach (var paper in PaperList.OfCase)
            await WriteAsync(paper, context);
        await Office.ConvertAsync(Directory);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    private static async Task WriteAsync(ListPaper paper, DocumentContext context, Asked asked)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var sheet = await paper.MakeAsync(context, asked, cancellation);
        await using (var file = File.Create(PathOf(paper.Key + ".xlsx"))) await XlsxWriter.WriteAsync(sheet, file, cancellation);
        var document = await ListPaper.DocumentAsync(sheet, context.Words, cancellation);
        await File.WriteAllBytesAsync(PathOf(paper.Key + ".docx"), DocxWriter.Write(document), cancellation);
    }

    private async Task WriteAsync(SojournPaper paper, DocumentContext context)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var of = paper.Key == "conversion-opinion" ? installation.OnProbation : installation.Stay;
        var stay = (await new SojournPaperReading(context.Db).FindAsync(of.MemberId, of.Id, cancellation))!;
        var document = await paper.MakeAsync(context, new SojournPaperRequest(stay, Record: null, WithNumber: true), cancellation);
        await File.WriteAllBytesAsync(PathOf(paper.Key + ".docx"), DocxWriter.Write(document), cancellation);
    }

    private async Task WriteAsync(CasePaper paper, DocumentContext context)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (keeping, kept) = (context.Cases!, installation.Agreement);
        var parties = await keeping.PartiesAsync(kept, cancellation);
        var records = await keeping.RecordsAsync(kept, cancellation);
        var story = (await keeping.ToldAsync(kept, parties, records.Select(record => record.Happened), cancellation)).AsOf(Village.Today);
        var document = paper.Make(context.Words, new CaseOnPaper(kept, story, parties, records, IsParty: true), record: null);
        await File.WriteAllBytesAsync(PathOf(paper.Key + ".docx"), DocxWriter.Write(document), cancellation);
    }

    // An office program names what it makes after the file without its ending.
    private static string NameOf(string file) => file.Replace('.', '-');
}
