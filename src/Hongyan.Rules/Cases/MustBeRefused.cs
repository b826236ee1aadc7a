using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>Events of a case that must be refused, on a clause when one is named: they change nothing, and each is tried where it stands.</summary>
internal static class MustBeRefused
{
    private const string Name = "refused";
    private static readonly ConditionalWeakTable<SojournEvent, string> Grounds = [];

    /// <summary>Lets every event of a case file say it.</summary>
    public static void Describe(JsonTypeInfo info)
    {
        if (!info.Type.IsSubclassOf(typeof(SojournEvent)))
            return;
        var said = info.CreateJsonPropertyInfo(typeof(JsonElement), Name);
        said.Set = (happened, ground) => Take((SojournEvent)happened, (JsonElement)ground!);
        info.Properties.Add(said);
    }

    /// <summary>The clause on which it must be refused, empty for any; nothing when it must not be.</summary>
    public static string? GroundOf(SojournEvent happened) => Grounds.TryGetValue(happened, out var ground) ? ground : null;

    /// <summary>What is not refused although it must be, or on another ground, in sentences.</summary>
    public static IEnumerable<string> Failures(CaseFile file, SojournCase told)
    {
        foreach (var happened in file.Events)
        {
            if (GroundOf(happened) is not { } ground)
                continue;
            var what = $"{EventJson.TypeOf(happened)} of {happened.On:yyyy-MM-dd}";
            if (RefusalOf(happened, told) is not { } refusal)
                yield return $"{what} should be refused";
            else if (ground.Length > 0 && refusal.Clause != ground)
                yield return $"{what} is refused by {refusal.Clause ?? "no clause"} and not by {ground}";
        }
    }

    private static void Take(SojournEvent happened, JsonElement ground)
    {
        if (ground.ValueKind is not (JsonValueKind.True or JsonValueKind.String))
            throw new JsonException($"“{Name}” is true or a clause.");
        Grounds.AddOrUpdate(happened, ground.ValueKind == JsonValueKind.String ? ground.GetString()! : "");
    }

    // The same questions in the same order as when somebody writes it.
    private static Refusal? RefusalOf(SojournEvent happened, SojournCase told)
    {
        var before = told with { Events = [.. told.Events.Where(earlier => earlier.On <= happened.On)] };
        SojournEvent[] after = [.. before.Events, happened];
        var state = new State(told);
        return Told.RefusalOf(happened, before)
            ?? happened.RefusalAfter(before, after)
            ?? (Causes.Violation<SojournEvent>(SojournRecords.Book, [.. told.Events, happened], one => ReferenceEquals(one, happened)) is not null
                ? new Refusal("refusal.before-cause", SojournRecords.Book.Of(happened).CauseClause) : null)
            ?? Progress.Retell(state, before.Events, happened.On)
            ?? Progress.RefusalOf(SojournRecords.Book.Of(happened), state)
            ?? Progress.Refusal(state, happened)
            ?? (happened.MissingEvidence(Briefed.AllTopics).FirstOrDefault() is { } field ? new Refusal("invalid.required", Field: field) : null);
    }

    /// <summary>A sojourn as it is kept, without a database.</summary>
    private sealed class State(SojournCase told) : ISojournState
    {
        string ISojournState.State { get; set; } = SojournState.Away;
        public DateOnly DepartedOn { get; set; } = told.AsOf(DateOnly.MaxValue).Away?.First ?? DateOnly.MinValue;
        public DateOnly? EndedOn { get; set; }
        public string? Reason { get; set; }
        public string? Destination { get; set; }
        public string? Employer { get; set; }
        public bool HomeIsOutside => told.HomeIsOutside;
        public string? HostPath { get; set; }
        public string? HostName { get; set; }
        public Guid? HostOutside { get; set; }
        public string? HomeContact { get; set; }
        public Guid? HomeContactId { get; set; }
        public string? HostContact { get; set; }
        public Guid? HostContactId { get; set; }
        public DateOnly? LastContactOn { get; set; }
        public DateOnly? LostOn { get; set; }
    }
}
