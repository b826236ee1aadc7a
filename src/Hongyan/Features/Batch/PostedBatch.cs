using Hongyan.Records;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Batch;

/// <summary>Reads what a page of a batch sends into the batch.</summary>
internal static class PostedBatch
{
    public const string Row = "Row", People = "People", Held = "Held", Again = "Again", Gathering = "Common.IsGathering";

    /// <summary>In place of a choice: all there are.</summary>
    public const string All = "*";

    /// <param name="more">What is asked once beyond the fields of the record.</param>
    public static void Read(IFormCollection form, BatchContent content, IEnumerable<string> more)
    {
        List<string> names = [.. new RecordInput(content.Form, asked: content.Form.FieldsForMany).Names];
        if (form.ContainsKey(BatchContent.NameOf(RecordInput.On))) // the page to check does not show it
        {
            foreach (var name in names.Concat(more))
                Set(content.Common, name, form, BatchContent.NameOf(name));
            content.IsGathering = content.How.Together is not null
                && (form[Gathering].Contains("true") || content.Common.ContainsKey(Judging.Place)); // nothing else has a place
            foreach (var field in content.Form.FieldsForMany.Where(field => content.Common.GetValueOrDefault(field.Name)?.Split(',').Contains(All) == true))
                content.Common[field.Name] = string.Join(',', field.Choices);
        }
        foreach (var stay in Ids(form, Row).Where(content.People.Contains))
        {
            var line = content.Lines[stay] = new BatchLine { Picked = IsTrue(form, stay, "picked"), Missed = IsTrue(form, stay, "missed") };
            foreach (var name in names)
                Set(line.Values, name, form, BatchContent.NameOf(stay, name));
        }
        foreach (var (stay, record) in Meanwhile.PostedIn(form))
            content.Known[stay] = record;
        var again = Ids(form, Again).ToHashSet();
        content.Held = [.. Ids(form, Held).Where(stay => !again.Contains(stay))];
    }

    private static bool IsTrue(IFormCollection form, Guid stay, string field) => form[BatchContent.NameOf(stay, field)].Contains("true");

    private static IEnumerable<Guid> Ids(IFormCollection form, string name) =>
        form[name].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);

    private static void Set(Dictionary<string, string> values, string field, IFormCollection form, string name)
    {
        if (string.Join(',', form[name].OfType<string>()) is { Length: > 0 } value)
            values[field] = value;
        else
            values.Remove(field);
    }
}
