using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Hongyan.Features.Import.Annotating;

/// <summary>Cell formats like those that are there, but on a red or yellow ground.</summary>
internal sealed class Colours
{
    private const string Red = "FFFFC7CE";
    private const string Yellow = "FFFFEB9C";
    private readonly Stylesheet styles;
    private readonly CellFormats formats;
    private readonly Dictionary<(uint Format, bool Rejects), uint> made = [];
    private readonly uint red;
    private readonly uint yellow;

    public Colours(WorkbookPart book)
    {
        var part = book.WorkbookStylesPart ?? book.AddNewPart<WorkbookStylesPart>();
        styles = part.Stylesheet ??= PlainWorkbook.Styles();
        formats = styles.CellFormats ??= new CellFormats(new CellFormat());
        red = Fill(Red);
        yellow = Fill(Yellow);
    }

    /// <summary>The number of the format that differs from the given one only in its ground.</summary>
    public uint Of(uint format, bool rejects)
    {
        if (made.TryGetValue((format, rejects), out var known)) return known;
        var like = (CellFormat)(formats.Elements<CellFormat>().ElementAtOrDefault((int)format) ?? new CellFormat()).CloneNode(deep: true);
        like.FillId = rejects ? red : yellow;
        like.ApplyFill = true;
        formats.AppendChild(like);
        return made[(format, rejects)] = (uint)formats.Elements<CellFormat>().Count() - 1;
    }

    public void Save()
    {
        formats.Count = (uint)formats.Elements<CellFormat>().Count();
        styles.Save();
    }

    private uint Fill(string colour)
    {
        var fills = styles.Fills ??= new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        fills.AppendChild(new Fill(new PatternFill
        {
            PatternType = PatternValues.Solid,
            ForegroundColor = new ForegroundColor { Rgb = colour },
            BackgroundColor = new BackgroundColor { Indexed = 64 },
        }));
        fills.Count = (uint)fills.Elements<Fill>().Count();
        return fills.Count - 1;
    }
}
