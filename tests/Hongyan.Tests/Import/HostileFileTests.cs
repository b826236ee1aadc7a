using System.Diagnostics;
using System.Text;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Tests.Import;

/// <summary>Every file gets an answer, in bounded time and memory.</summary>
[Collection(Alone.Name)]
[Trait("part", "night")]
public sealed class HostileFileTests
{
    private const long Mebi = 1024 * 1024;
    // Of the clock on the wall, which goes on while other programs work.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_zip_bomb_is_refused()
    {
        Refused("bomb", Files.Bomb(150 * Mebi));
        Refused("too-large-inside", Files.Bomb(500 * Mebi));
    }

    [Fact]
    public void A_part_that_is_no_cell_counts_too() =>
        Refused("bomb", Files.Xlsx(Files.SheetOf(""), ("xl/media/picture.png", new byte[150 * Mebi])));

    [Fact]
    public void A_document_type_is_refused() => Refused("document-type", Files.Xlsx(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"));

    [Theory]
    [InlineData("<html><table><tr><td>姓名</td></tr></table></html>")]
    [InlineData("\uFEFF  <!DOCTYPE html><html></html>")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>")]
    public void A_web_page_with_the_name_of_a_workbook_is_refused(string text) => Refused("web-page", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void An_empty_file_is_refused()
    {
        Refused("empty", []);
        Refused("empty", "  \r\n\r\n"u8.ToArray());
        Refused("empty", Files.Xlsx(Files.SheetOf("")));
    }

    [Fact]
    public void A_million_blank_rows_are_refused() => Refused("empty", Files.Xlsx(Files.SheetOf(
        string.Concat(Enumerable.Range(1, 1_048_576).Select(row => $"<row r=\"{row}\" ht=\"15\"><c r=\"A{row}\"/></row>")))));

    [Fact]
    public void A_million_blank_rows_before_a_signature_are_skipped()
    {
        string[] names = ["姓名", "所在支部", "外出时间"];
        string Row(int number, params string[] texts) =>
            $"<row r=\"{number}\">{string.Concat(texts.Select((text, column) => Cell((char)('A' + column), number, text)))}</row>";
        string Cell(char column, int number, string text) => $"<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
        var file = Files.Xlsx(Files.SheetOf(Row(1, names) + Row(2, "张三", "甲支部", "2026-01-03") + Row(1_048_576, "填表人：")));
        Assert.Single(Bounded(() => Importer.Read(file, ImportKind.Outflow)).Rows);
    }

    [Fact]
    public void More_rows_than_allowed_are_refused() => Refused("too-many-rows", Encoding.UTF8.GetBytes(
        "姓名,所在支部,外出时间\n" + string.Concat(Enumerable.Repeat("张三,甲支部,2026-01-03\n", Limits.Rows + 10_000))));

    [Fact]
    public void More_columns_than_allowed_are_refused() => Refused("too-many-columns", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 300))));

    [Fact]
    public void A_row_that_no_spreadsheet_has_is_refused()
    {
        Refused("broken", Files.Xlsx(Files.SheetOf("<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")));
        Refused("broken", Files.Xlsx(Files.SheetOf("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read() => Refused("too-large", new byte[Limits.FileBytes + 1]);

    [Fact]
    public void Many_small_cells_are_refused() => Refused("too-many-cells", Files.Xlsx(Files.SheetOf(
        string.Concat(Enumerable.Range(1, 40_000).Select(row => $"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 100))}</row>")))));

    [Fact]
    public void A_long_tag_is_refused() => Refused("broken", Files.Xlsx(Files.SheetOf($"<row r=\"1\" spans=\"{Noise(3 * (int)Mebi)}\"/>")));

    [Fact]
    public void A_zip_archive_that_is_no_workbook_is_refused() => Refused("no-workbook", [0x50, 0x4B, 0x05, 0x06, .. new byte[18]]);

    [Fact]
    public void A_workbook_with_a_password_is_refused() => Refused("password",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1024], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]]);

    [Fact]
    public void Damaged_files_are_refused()
    {
        Refused("broken", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[4096]]);
        Refused("broken", Files.Sample("outflow-roster.xlsx")[..3000]);
        Refused("not-a-table", [1, 2, 0, 3, 4, 0]);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("xls")]
    public void A_workbook_damaged_anywhere_is_read_or_refused(string form)
    {
        var random = new Random(20261120);
        var whole = form == "xls" ? Files.OldWorkbook() : Files.Sample("outflow-roster.xlsx");
        Bounded(() => Enumerable.Range(0, 200).Count(_ =>
        {
            var damaged = (byte[])whole.Clone();
            for (var bite = 0; bite < 8; bite++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            return IsReadOrRefused(damaged);
        }));
    }

    private static bool IsReadOrRefused(byte[] content)
    {
        try
        {
            Importer.Read(content, ImportKind.Outflow);
        }
        catch (UnreadableFile refusal)
        {
            Assert.DoesNotContain("refused.", ImportWords.Of(refusal), StringComparison.Ordinal);
        }
        return true;
    }

    private static void Refused(string code, byte[] content)
    {
        var refusal = Bounded(() => Assert.Throws<UnreadableFile>(() => Importer.Read(content, ImportKind.Outflow)));
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("refused.", ImportWords.Of(refusal), StringComparison.Ordinal);
    }

    /// <summary>Time and, as far as it can be seen from outside, what is held at the worst moment.</summary>
    private static T Bounded<T>(Func<T> act)
    {
        GC.Collect();
        var idle = GC.GetTotalMemory(forceFullCollection: false);
        long most = 0;
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(20, CancellationToken.None);
            }
        });
        var time = Stopwatch.StartNew();
        var result = act();
        done.Cancel();
        watch.Wait();
        Assert.True(time.Elapsed < Patience, $"It took {time.Elapsed}.");
        Assert.True(most - idle < 512 * Mebi, $"It held {(most - idle) / Mebi} MB.");
        return result;
    }

    private static string Noise(int length)
    {
        var random = new Random(1);
        return string.Create(length, random, (span, source) =>
        {
            for (var place = 0; place < span.Length; place++) span[place] = (char)('a' + source.Next(26));
        });
    }
}
