using System.Globalization;
using System.Security;

namespace Hongyan.Documents;

/// <summary>A chart as DrawingML. Its figures are written into it; there is no workbook behind it.</summary>
internal static class ChartXml
{
    private const string Fill = "A8231B";

    // Dark to light: told apart on a black and white print as well.
    private static readonly string[] Parts = ["A8231B", "E3B7A0", "6B6B6B", "C9C9C9", "D98B6A", "404040"];

    public static string Of(Chart chart, string language) =>
        """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"""
            + $"""<c:roundedCorners val="0"/><c:chart>{Title(chart.Title, language)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>"""
            + $"""{(chart.IsRing ? Ring(chart) : Bars(chart))}</c:plotArea>"""
            + $"""{(chart.IsRing ? """<c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>""" : "")}<c:plotVisOnly val="1"/></c:chart>"""
            + """<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr>"""
            + $"""<a:endParaRPr lang="{language}"/></a:p></c:txPr></c:chartSpace>""";

    private static string Title(string title, string language) =>
        $"""<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050" b="1"/></a:pPr><a:r><a:rPr lang="{language}" sz="1050" b="1"/>"""
            + $"""<a:t>{Text(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>""";

    private static string Bars(Chart chart) =>
        """<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx>"""
            + $"""<c:v>{Text(chart.Title)}</c:v></c:tx>{Solid(Fill)}<c:invertIfNegative val="0"/>{Labels}{Data(chart)}</c:ser><c:gapWidth val="50"/>"""
            + """<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>"""
            + """<c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>"""
            + """<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>"""
            + """<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>""";

    private static string Ring(Chart chart) =>
        $"""<c:doughnutChart><c:varyColors val="1"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{Text(chart.Title)}</c:v></c:tx>"""
            + string.Concat(chart.Points.Select((_, index) => $"""<c:dPt><c:idx val="{Number(index)}"/><c:bubble3D val="0"/>{PartFill(index)}</c:dPt>"""))
            + Labels + Data(chart)
            + """</c:ser><c:firstSliceAng val="0"/><c:holeSize val="55"/></c:doughnutChart>""";

    private static string PartFill(int index) => Solid(Parts[index % Parts.Length]);

    private const string Labels =
        """<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>"""
            + """<c:showBubbleSize val="0"/></c:dLbls>""";

    private static string Data(Chart chart) =>
        $"""<c:cat><c:strLit><c:ptCount val="{Number(chart.Points.Count)}"/>{Points(chart, point => Text(point.Label))}</c:strLit></c:cat>"""
            + $"""<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{Number(chart.Points.Count)}"/>"""
            + $"""{Points(chart, point => Number(point.Value))}</c:numLit></c:val>""";

    private static string Points(Chart chart, Func<(string Label, int Value), string> text) =>
        string.Concat(chart.Points.Select((point, index) => $"""<c:pt idx="{Number(index)}"><c:v>{text(point)}</c:v></c:pt>"""));

    private static string Solid(string colour) => $"""<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>""";

    private static string Text(string text) => SecurityElement.Escape(Printable.Text(text));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
