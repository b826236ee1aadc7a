using System.Text.Json;
using System.Text.Json.Nodes;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Cases;

/// <summary>A case that an organisation owns, told as records, with the state and the duties it must have on given days.</summary>
/// <param name="IsRefused">By record, whether it must be refused, and on which clause when one is named.</param>
public sealed record PartyCaseFile(
    string Name, CaseTold Told, IReadOnlyList<(PartyEvent Happened, bool IsRefused, string? Ground)> Events, IReadOnlyList<PartyExpectation> Expect)
{
    private const string Outside = "outside-";
    private static readonly string[] Fields = ["case", "name", "profile", "profiles", "parameters", "parties", "period", "dutiesFrom", "events", "expect"];

    /// <summary>Whether a file tells such cases; one without the word “case” tells sojourns.</summary>
    public static bool IsIn(string json) => JsonNode.Parse(json) is JsonArray { Count: > 0 } all && all.All(one => one?["case"] is not null);

    /// <exception cref="FormatException">The text is no list of cases; the message names the case and says why.</exception>
    public static IReadOnlyList<PartyCaseFile> ReadAll(
        string json, Func<string, IReadOnlyDictionary<string, JsonElement>?, Profile> profileOf, WorkCalendar calendar) =>
        [.. JsonNode.Parse(json)!.AsArray().Select(one => Read(one!.AsObject(), profileOf, calendar))];

    /// <summary>What does not hold, in sentences; nothing when all does.</summary>
    public IEnumerable<string> Failures()
    {
        var last = Events.Count == 0 ? DateOnly.MinValue : Events.Max(one => one.Happened.On);
        var refused = Told.AsOf(last).Refused;
        foreach (var (happened, mustBe, ground) in Events)
        {
            var what = $"{Told.Kind.Book.Of(happened)} of {happened.On:yyyy-MM-dd}";
            var why = refused.FirstOrDefault(one => ReferenceEquals(one.Happened, happened)).Refusal as Refusal;
            if (mustBe != why is not null)
                yield return why is null ? $"{what} should be refused" : $"{what} is refused: {why.Text}";
            else if (ground is not null && why!.Clause != ground)
                yield return $"{what} is refused by {why.Clause ?? "no clause"} and not by {ground}";
        }
        foreach (var expected in Expect)
        {
            foreach (var failure in expected.Failures(Told.AsOf(expected.On)))
                yield return $"{expected.On:yyyy-MM-dd}: {failure}";
        }
    }

    private static PartyCaseFile Read(JsonObject one, Func<string, IReadOnlyDictionary<string, JsonElement>?, Profile> profileOf, WorkCalendar calendar)
    {
        var name = one["name"]?.GetValue<string>() ?? throw new FormatException("A case has no name.");
        try
        {
            if (one.Select(field => field.Key).Except(Fields).FirstOrDefault() is { } unknown)
                throw new FormatException($"a case has no field “{unknown}”");
            var kind = CaseKinds.Of(one["case"]!.GetValue<string>());
            List<(PartyEvent Happened, bool IsRefused, string? Ground)> events =
                [.. (one["events"]?.AsArray() ?? []).Select(told => Event(kind, told!.AsObject()))];
            var parameters = one["parameters"]?.Deserialize<Dictionary<string, JsonElement>>();
            var profiles = one["profiles"]?.Deserialize<Dictionary<string, string>>() ?? [];
            CaseParty[] parties = [.. one["parties"]!.AsObject().Select(party => Party(kind, party.Key, party.Value!.GetValue<string>()))];
            var told = new CaseTold(kind,
                [.. parties.Select(party => profiles.TryGetValue(party.Side, out var own) ? party with { Profile = profileOf(own, parameters) } : party)],
                [.. events.Select(happened => happened.Happened)], profileOf(one["profile"]?.GetValue<string>() ?? "national", parameters), calendar,
                one["period"]?.GetValue<string>(), one["dutiesFrom"]?.Deserialize<DateOnly>(kind.Json));
            return new PartyCaseFile(name, told, events, one["expect"]?.Deserialize<List<PartyExpectation>>(kind.Json) ?? []);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"“{name}”: {wrong.Message}", wrong);
        }
    }

    private static (PartyEvent, bool, string?) Event(CaseKind kind, JsonObject told)
    {
        var refused = told["refused"];
        told.Remove("refused");
        told.Remove("account"); // who typed it matters to the rights of two people, which no rule reads
        return (kind.Read(told.ToJsonString()), refused is not null, refused is JsonValue said && said.TryGetValue<string>(out var ground) ? ground : null);
    }

    private static CaseParty Party(CaseKind kind, string side, string what) =>
        kind.Sides.Any(known => known.Name == side)
            ? what.StartsWith(Outside, StringComparison.Ordinal) ? new CaseParty(side, what[Outside.Length..], IsOutside: true) : new CaseParty(side, what)
            : throw new FormatException($"{kind} has no side “{side}”");
}

/// <summary>What must hold of a case on a day; what is unsaid may be anything.</summary>
public sealed record PartyExpectation
{
    public required DateOnly On { get; init; }
    public string? State { get; init; }
    public IReadOnlyList<DutyPattern> Duties { get; init; } = [];

    /// <summary>Kinds that nobody owes, in no state.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];
    public IReadOnlyList<string> Warnings { get; init; } = [];
    public IReadOnlyList<string> NoWarnings { get; init; } = [];

    internal IEnumerable<string> Failures(CaseStory story)
    {
        if (State is not null && State != story.State)
            yield return $"expected the state {State}, but it is {story.State}";
        var duties = story.Duties.Select(duty => new DutyLine(duty.Kind, duty.Period, duty.OpensOn, duty.DueOn, DutyLine.NameOf(duty.StateOn(story.AsOf)),
            duty.Side, duty.Clauses, duty.ClosedBy, duty.Note)).ToList();
        if (Absent.FirstOrDefault(kind => story.Kind.Duties.All(rule => rule.Kind != kind)) is { } unknown)
            yield return $"there is no duty {unknown}";
        if (duties.FirstOrDefault(duty => Absent.Contains(duty.Kind)) is { } present)
            yield return $"expected no {present.Kind}, but there is one";
        var expected = new Expectation { On = On, Duties = Duties, Warnings = Warnings, NoWarnings = NoWarnings };
        List<WarningLine> warnings = [.. story.Warnings.Select(warning => new WarningLine(warning.Kind, warning.Since, ReachedOn: null, warning.Clauses))];
        foreach (var failure in CaseCheck.Failures(expected, duties, warnings, points: null, gradesOpen: []))
            yield return failure;
    }
}
