using System.Globalization;
using System.Xml;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Annotating;

/// <summary>
/// Copies a sheet from stream to stream, gives the bad cells another format and names the drawing of the notes. A sheet may have
/// millions of cells, so it is never held as a tree.
/// </summary>
internal sealed class CellMarks
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // What stands after legacyDrawing in a sheet.
    private static readonly HashSet<string> Later =
        ["legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private readonly XmlReader reader;
    private readonly XmlWriter writer;
    private readonly ILookup<int, CellNote> notes;
    private readonly Colours colours;
    private Queue<CellNote> missing = new();
    private string? drawing;
    private int row;
    private int column;

    private CellMarks(XmlReader reader, XmlWriter writer, IEnumerable<CellNote> notes, Colours colours, string drawing)
    {
        (this.reader, this.writer, this.colours, this.drawing) = (reader, writer, colours, drawing);
        this.notes = notes.ToLookup(note => note.Row);
    }

    public static void Copy(Stream from, Stream to, IEnumerable<CellNote> notes, Colours colours, string drawing)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var source = XmlReader.Create(from, settings);
        using var target = XmlWriter.Create(to, new XmlWriterSettings { CloseOutput = false });
        new CellMarks(source, target, notes, colours, drawing).Copy();
    }

    private void Copy()
    {
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Start();
                    break;
                case XmlNodeType.EndElement:
                    if (reader.LocalName == "row") AddMissing(int.MaxValue);
                    if (reader.Depth == 0) AddDrawing();
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.XmlDeclaration:
                    writer.WriteStartDocument(standalone: true);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    writer.WriteString(reader.Value);
                    break;
                case XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    writer.WriteWhitespace(reader.Value);
                    break;
            }
        }
    }

    private void Start()
    {
        if (reader.Depth == 1 && Later.Contains(reader.LocalName))
        {
            // Notes that were there have a drawing; the new ones were added to it.
            if (reader.LocalName == "legacyDrawing") drawing = null;
            else AddDrawing();
        }
        if (reader is { Depth: 2, LocalName: "row" }) StartRow();
        var note = reader is { Depth: 3, LocalName: "c" } ? StartCell() : null;
        var empty = reader.IsEmptyElement;
        var emptyRow = empty && reader is { Depth: 2, LocalName: "row" };
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        CopyAttributes(note);
        if (emptyRow) AddMissing(int.MaxValue);
        if (empty) writer.WriteEndElement();
    }

    private void CopyAttributes(CellNote? note)
    {
        uint format = 0;
        while (reader.MoveToNextAttribute())
        {
            if (note is not null && reader.LocalName == "s") format = uint.Parse(reader.Value, CultureInfo.InvariantCulture);
            else writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
        }
        reader.MoveToElement();
        if (note is not null) writer.WriteAttributeString("s", Format(format, note));
    }

    private void StartRow()
    {
        row = reader.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : row + 1;
        column = -1;
        missing = new Queue<CellNote>(notes[row].OrderBy(note => note.Column));
    }

    /// <returns>The note of this cell.</returns>
    private CellNote? StartCell()
    {
        column = reader.GetAttribute("r") is { } place ? CellRange.ColumnOf(place) : column + 1;
        AddMissing(column);
        return missing.TryPeek(out var note) && note.Column == column ? missing.Dequeue() : null;
    }

    /// <summary>Cells that the sheet does not write because they are blank.</summary>
    private void AddMissing(int before)
    {
        while (missing.TryPeek(out var note) && note.Column < before)
        {
            missing.Dequeue();
            writer.WriteStartElement("c", reader.NamespaceURI);
            writer.WriteAttributeString("r", NoteParts.PlaceOf(note));
            writer.WriteAttributeString("s", Format(0, note));
            writer.WriteEndElement();
        }
    }

    private void AddDrawing()
    {
        if (drawing is null) return;
        writer.WriteStartElement("legacyDrawing", reader.NamespaceURI);
        writer.WriteAttributeString("r", "id", Relations, drawing);
        writer.WriteEndElement();
        drawing = null;
    }

    private string Format(uint like, CellNote note) => colours.Of(like, note.Rejects).ToString(CultureInfo.InvariantCulture);
}
