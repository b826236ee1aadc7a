using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Records;

/// <summary>What was typed into the form of a record, kept as it was typed, and what is wrong with it.</summary>
/// <param name="kind">The kind of case that an organisation owns, of which it is; nothing for a stay.</param>
/// <param name="asked">The fields, where they are not all of the form.</param>
public sealed partial class RecordInput(RecordType form, CaseKind? kind = null, IReadOnlyList<RecordField>? asked = null)
{
    public const string On = "on";
    public const string Note = "note";

    /// <summary>Nothing is recorded of a day before; an earlier one is a slip of the hand.</summary>
    internal static readonly DateOnly Earliest = new(1990, 1, 1);
    private readonly IReadOnlyList<RecordField> asked = asked ?? form.FieldsFor(isGuest: false);
    private readonly Dictionary<string, string> tooLong = [];

    public RecordType Form { get; } = form;

    public Dictionary<string, string?> Values { get; } =
        NamesOf(asked ?? form.FieldsFor(isGuest: false), _ => 1).ToDictionary(name => name, string? (_) => null);

    /// <summary>By field, the choices that are not written in its form: months, occasions, organisations, grades.</summary>
    public Dictionary<string, IReadOnlyList<(string Value, string Text)>> Found { get; } = [];

    /// <summary>By field, what a reader has to know about it, in a sentence.</summary>
    public Dictionary<string, string> Hints { get; } = [];

    /// <summary>Fields whose value follows from earlier records: shown, never typed.</summary>
    public Dictionary<string, string> Fixed { get; } = [];

    /// <summary>The side that writes, where the record says so.</summary>
    public Side? Side { get; set; }

    /// <summary>The second button was pressed: of a contact, that nobody was reached.</summary>
    public bool IsUnless { get; set; }

    /// <summary>What is wrong: a field and a key of the texts of this folder.</summary>
    public List<(string Field, string Error)> Errors { get; } = [];

    public string? this[string field] =>
        Values.GetValueOrDefault(field) is { } value && value.Trim().ReplaceLineEndings("\n") is { Length: > 0 } text ? text : null;

    public IEnumerable<RecordField> Fields => asked.Where(one => !Fixed.ContainsKey(one.Name) && one.IsAskedIn(kind));

    /// <summary>The topics that the profile demands of a briefing.</summary>
    public IReadOnlyList<string> BriefTopics { get; set; } = Briefed.AllTopics;

    /// <summary>The member's telephone number on record, taken where a departure names no other.</summary>
    public string? KnownPhone { get; set; }

    /// <summary>A number on record stands in for one that is not typed; without one the field must be filled in.</summary>
    public bool IsRequired(RecordField field) =>
        field.Required || (field.TakesKnownPhone && KnownPhone is null) || (field.RequiredIn is { } demanded && demanded == kind?.Name);

    /// <summary>Where a reason for one choice of a field of reasons is typed.</summary>
    public static string ReasonOf(string field, string choice) => $"{field}.{choice}";

    /// <summary>Takes what was posted.</summary>
    public void Fill(IFormCollection posted)
    {
        CountRows(posted);
        foreach (var name in Names)
            Values[name] = string.Join(',', posted[NameOf(name)].OfType<string>());
    }

    /// <summary>Under which name a form sends a field.</summary>
    public static string NameOf(string field) => $"Values[{field}]";

    /// <summary>The names of all that is typed: one for each reason of a field of reasons, the day and the remark.</summary>
    public IEnumerable<string> Names => NamesOf(Fields, RowsOf);

    /// <summary>Fills the form from an earlier record, to correct it.</summary>
    public void Take(string data)
    {
        foreach (var (name, value) in EarlierFields.Lift(JsonNode.Parse(data)!.AsObject()))
        {
            Values[name] = value is JsonArray several ? string.Join(',', several.Select(one => one!.ToString())) : value?.ToString();
            foreach (var (choice, reason) in value as JsonObject ?? [])
                Values[ReasonOf(name, choice)] = reason?.ToString();
        }
    }

    /// <summary>The event that was typed; nothing when something is wrong with it.</summary>
    /// <param name="given">Properties that no field asks for, such as what is waived; they go before what the form says of side and second button.</param>
    public SojournEvent? Read(Sojourn? sojourn, DateOnly today, IEnumerable<(string Name, JsonNode? Value)> given) =>
        ReadJson(sojourn, today, given) is { } json ? WithEvidence(EventJson.Read(json.ToJsonString()), happened => happened.MissingEvidence(BriefTopics))
            : null;

    /// <summary>The same for a case that an organisation owns.</summary>
    public PartyEvent? Read(CaseKind kind, DateOnly today, IEnumerable<(string Name, JsonNode? Value)> given) =>
        ReadJson(sojourn: null, today, given) is { } json ? WithEvidence(kind.Read(json.ToJsonString()), happened => happened.MissingEvidence()) : null;

    private JsonObject? ReadJson(Sojourn? sojourn, DateOnly today, IEnumerable<(string Name, JsonNode? Value)> given)
    {
        Errors.Clear();
        var json = new JsonObject { ["type"] = Form.Name };
        json[On] = Day(On, required: true) is { } on ? Checked(on, sojourn, today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var known = Stated().Concat(given).Where(pair => pair.Value is not null).ToList();
        var isUnless = known.Exists(pair => pair.Name == Form.Unless);
        foreach (var field in Fields.Where(field => isUnless ? !field.IsUnlessFree : !field.IsForUnless))
        {
            if (!HasValue(field))
            {
                if (IsRequired(field))
                    Errors.Add((field.Name, "invalid.required"));
                continue;
            }
            json[field.Name] = ValueOf(field, field.Name);
        }
        foreach (var (name, value) in Fixed)
            json[name] = value;
        foreach (var problem in Form.Check(new TypedFields(field => this[field], isUnless, today)))
            Errors.Add((problem.Field, problem.Error));
        foreach (var field in asked.Where(field => field.TakesKnownPhone && this[field.Name] is null))
            json[field.Name] = KnownPhone;
        json[Note] = Text(Note, 500);
        foreach (var (name, value) in known)
            json[name] = value;
        return Errors.Count > 0 ? null : json;
    }

    private IEnumerable<(string Name, JsonNode? Value)> Stated()
    {
        if (Form.Side is { } writes && Side is { } side)
            yield return (writes, Sides.NameOf(side));
        if (IsUnless && Form.Unless is { } unless)
            yield return (unless, false);
    }

    /// <summary>The event when it says what its type must say: the one place where every form demands it.</summary>
    private T? WithEvidence<T>(T happened, Func<T, IEnumerable<string>> missing)
        where T : CaseEvent
    {
        foreach (var field in missing(happened))
            Errors.Add((field, Form.EvidenceError));
        return Errors.Count > 0 ? null : happened;
    }

    /// <summary>What is wrong, in sentences.</summary>
    public IEnumerable<(string Field, string Sentence)> Sentences(Texts words) =>
        Errors.Select(error => (error.Field,
            tooLong.GetValueOrDefault(error.Field) is { } sentence && error.Error == "invalid.length" ? sentence
                : words[error.Error, Hints.GetValueOrDefault(error.Field)]));

    /// <summary>Whether a choice is typed instead: there is nothing to choose from, such as the roster of a host outside.</summary>
    public bool IsFree(RecordField field) => field is { Kind: FieldKind.Choice, IsFree: true } && !Found.ContainsKey(field.Name);
}
