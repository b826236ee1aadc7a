using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>The charts of a Word file, native ones: an office program draws them and their type can be changed.</summary>
internal sealed class DocxCharts(MainDocumentPart main, string language)
{
    private const long Width = 76 * UnitsOfMillimetre, Height = 56 * UnitsOfMillimetre, UnitsOfMillimetre = 36_000;
    private const int InALine = 2;
    private const uint FirstId = 1000; // pictures are numbered from 1
    private uint count;

    public IEnumerable<W.Paragraph> Lines(IReadOnlyList<Chart> charts) => charts.Chunk(InALine).Select(few => new W.Paragraph(
        [new W.ParagraphProperties(new W.ParagraphStyleId { Val = DocxStyles.Picture }), .. few.Select(chart => new W.Run(new W.Drawing(Inline(chart))))]));

    private D.Inline Inline(Chart chart)
    {
        var part = main.AddNewPart<ChartPart>();
        part.ChartSpace = new C.ChartSpace(ChartXml.Of(chart, language));
        count++;
        var said = string.Join(", ", chart.Points.Select(point => FormattableString.Invariant($"{point.Label} {point.Value}")));
        return new D.Inline(
            new D.Extent { Cx = Width, Cy = Height },
            new D.DocProperties
            {
                Id = FirstId + count,
                Name = FormattableString.Invariant($"Chart {count}"),
                Description = Printable.Text($"{chart.Title}: {said}"),
            },
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = main.GetIdOfPart(part) })
            {
                Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart",
            }))
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
        };
    }
}
