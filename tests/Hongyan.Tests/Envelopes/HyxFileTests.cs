using System.Text;
using Hongyan.Envelopes;

namespace Hongyan.Tests.Envelopes;

/// <summary>Envelopes in a file: cut, doubled, too many, too large, and whole.</summary>
public sealed class HyxFileTests
{
    [Fact]
    public void A_file_is_read_as_it_was_written_also_with_other_ends_of_lines()
    {
        var bytes = new HyxFile(["a.b.c.d.e", "f.g.h.i.j"]).Write();
        Assert.Equal("hyx1 2\na.b.c.d.e\nf.g.h.i.j\n", Encoding.ASCII.GetString(bytes));
        Assert.Equal(["a.b.c.d.e", "f.g.h.i.j"], HyxFile.Read(bytes).File!.Envelopes);
        Assert.Equal(2, HyxFile.Read(Encoding.ASCII.GetBytes("hyx1 2\r\na\r\nb")).File!.Envelopes.Count);
    }

    [Theory]
    [InlineData("", "file.no-hyx")]
    [InlineData("PK\u0003\u0004", "file.no-hyx")]
    [InlineData("hyx2 1\na\n", "file.no-hyx")]
    [InlineData("hyx1 -1\n", "file.no-hyx")]
    [InlineData("hyx1 3\na\nb\n", "file.cut")]
    [InlineData("hyx1 1\na\nb\n", "file.doubled")]
    [InlineData("hyx1 2\na\na\n", "file.doubled")]
    [InlineData("hyx1 1001\na\n", "file.too-many")]
    public void What_is_wrong_with_a_file_is_said(string text, string problem) => Assert.Equal(problem, HyxFile.Read(Encoding.ASCII.GetBytes(text)).Problem);

    [Fact]
    public void A_file_of_21_megabytes_is_not_read() => Assert.Equal("file.too-large", HyxFile.Read(new byte[21 * 1024 * 1024]).Problem);

    [Fact]
    public void Many_envelopes_are_packed_into_files_that_can_be_read()
    {
        List<string> all = [.. Enumerable.Range(0, 2500).Select(i => new string('a', 10_000) + i)];
        List<HyxFile> files = [.. HyxFile.Pack(all)];
        Assert.Equal(all, files.SelectMany(file => HyxFile.Read(file.Write()).File!.Envelopes));
        Assert.Equal(3, files.Count);
    }
}
