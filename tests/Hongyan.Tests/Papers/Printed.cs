using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Rules.Calendar;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Papers;

/// <summary>Every paper of the village as a file and as an office program shows it. The pictures stay to be looked at.</summary>
public sealed class Printed : IAsyncLifetime
{
    private readonly PaperHouse house = new();

    public static string Directory { get; } = Path.Combine(TestCluster.RepositoryRoot, "TestResults", "papers");

    public static TheoryData<string> Files =>
    [
        .. from paper in PaperList.Lists.SelectMany(lists => lists.Papers) from ending in new[] { "xlsx", "docx" } select $"{paper.Key}.{ending}",
        .. PaperList.OfStay.Select(paper => paper.Key + ".docx"),
    ];

    public static string TextOf(string file) =>
        string.Concat(File.ReadAllText(Path.Combine(Directory, NameOf(file) + ".txt")).Where(letter => !char.IsWhiteSpace(letter) || letter == '\f'));

    public static string PathOf(string file) => Path.Combine(Directory, NameOf(file) + Path.GetExtension(file));

    public async ValueTask InitializeAsync()
    {
        await house.InitializeAsync();
        if (System.IO.Directory.Exists(Directory)) System.IO.Directory.Delete(Directory, recursive: true);
        System.IO.Directory.CreateDirectory(Directory);
        await using var db = house.Village.House.Db();
        var desk = house.DeskOf(db);
        var county = (await db.Organizations.FindAsync([Village.County], TestContext.Current.CancellationToken))!;
        foreach (var paper in PaperList.Lists.SelectMany(group => group.Papers))
            await WriteAsync(paper, desk, new Asked(county, Village.Today, Interval.Year, WithNumbers: true));
        foreach (var paper in PaperList.OfStay)
            await WriteAsync(paper, desk);
        await Office.ConvertAsync(Directory);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private static async Task WriteAsync(ListPaper paper, Desk desk, Asked asked)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var sheet = await paper.MakeAsync(desk, asked, cancellation);
        await using (var file = File.Create(PathOf(paper.Key + ".xlsx"))) await XlsxWriter.WriteAsync(sheet, file, cancellation);
        var document = await ListPaper.DocumentAsync(sheet, desk.Words, cancellation);
        await File.WriteAllBytesAsync(PathOf(paper.Key + ".docx"), DocxWriter.Write(document), cancellation);
    }

    private async Task WriteAsync(StayPaper paper, Desk desk)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var of = paper.Key == "conversion-opinion" ? house.OnProbation : house.Stay;
        var stay = (await new StayReading(desk.Db).FindAsync(of.MemberId, of.Id, cancellation))!;
        var document = await paper.MakeAsync(desk, new StayAsked(stay, Record: null, WithNumber: true), cancellation);
        await File.WriteAllBytesAsync(PathOf(paper.Key + ".docx"), DocxWriter.Write(document), cancellation);
    }

    // An office program names what it makes after the file without its ending.
    private static string NameOf(string file) => file.Replace('.', '-');
}
