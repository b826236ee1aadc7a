using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Records;

namespace Hongyan.Features.Cases;

/// <summary>The record of a case that a form corrects.</summary>
internal sealed record CorrectedRecord(HeldCase Held, Record Row)
{
    /// <summary>Something has taken its place already.</summary>
    public bool IsOver => CaseRows.LaterThan(Row, Held.Rows) is not null;

    public bool NeedsSecond => CaseRows.IsActedOn(Row, Held.Rows);

    public PartyEvent Happened { get; } = Held.Kind.Read(Row.Data);

    /// <summary>The file that the record names in a field.</summary>
    public FiledPaper? FileOf(string field) =>
        Happened.GetType().GetProperty(char.ToUpperInvariant(field[0]) + field[1..])?.GetValue(Happened) as FiledPaper;

    /// <summary>What the record says beyond its form: a correction keeps it.</summary>
    public IEnumerable<(string, JsonNode?)> Unasked(RecordInput input) => JsonNode.Parse(Row.Data)!.AsObject()
        .Where(property => property.Key is not ("type" or RecordInput.On or RecordInput.Note or PartyEvent.SideName or "letter"))
        .Where(property => input.Form.Field(property.Key) is null)
        .Select(property => (property.Key, property.Value?.DeepClone()));
}
