using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>The pictures of a Word file, each in a line of its own.</summary>
internal sealed class DocxPictures(MainDocumentPart main)
{
    private const long UnitsOfMillimetre = 36_000;
    private uint count;

    public W.Paragraph Line(Picture picture)
    {
        var part = main.AddImagePart(ImagePartType.Png);
        using (var content = new MemoryStream(picture.Png)) part.FeedData(content);
        count++;
        return new W.Paragraph(
            new W.ParagraphProperties(new W.ParagraphStyleId { Val = DocxStyles.Picture }),
            new W.Run(new W.Drawing(Inline(picture, main.GetIdOfPart(part)))));
    }

    private D.Inline Inline(Picture picture, string part)
    {
        var side = (long)(picture.Width * UnitsOfMillimetre);
        var name = "Picture " + count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new D.Inline(
            new D.Extent { Cx = side, Cy = side },
            new D.DocProperties { Id = count, Name = name, Description = Printable.Text(picture.Description) },
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(
                    new P.NonVisualDrawingProperties { Id = count, Name = name },
                    new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(new A.Blip { Embed = part }, new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = side, Cy = side }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
        };
    }
}
