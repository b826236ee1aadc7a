using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Records;

namespace Hongyan.Features.Cases;

/// <summary>The record of a case that a form corrects.</summary>
internal sealed record CorrectedRecord(HeldCase Held, KeptCaseRecord Row)
{
    /// <summary>Something has taken its place already.</summary>
    public bool IsOver => CaseRows.LaterThan(Row, Held.Rows) is not null;

    public bool NeedsSecond => CaseRows.IsActedOn(Row, Held.Rows);

    /// <summary>Fills the form with what the record says.</summary>
    public void Fill(RecordInput input, bool isOutside)
    {
        input.Take(Row.Data);
        if (isOutside && Held.Kind.Read(Row.Data).Letter is { } letter)
        {
            input.Values[RecordModel.LetterNumber] = letter.Number;
            input.Values[RecordModel.LetterOn] = letter.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What the record says beyond its form: a correction keeps it.</summary>
    public IEnumerable<(string, JsonNode?)> Unasked(RecordInput input) => JsonNode.Parse(Row.Data)!.AsObject()
        .Where(property => property.Key is not ("type" or RecordInput.On or RecordInput.Note or PartyEvent.SideName or "letter"))
        .Where(property => input.Form.Field(property.Key) is null)
        .Select(property => (property.Key, property.Value?.DeepClone()));
}
