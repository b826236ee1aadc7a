using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Batch;

/// <summary>What would come of a batch: for whom it will be saved, who needs something, for whom it cannot be.</summary>
public sealed record Judged(
    IReadOnlyList<(Person Person, SojournEvent Happened)> Ready, IReadOnlyList<Person> Needing, IReadOnlyList<Left> Impossible, IReadOnlyList<Person> Absent)
{
    /// <summary>What is wrong with what is typed once: a field and a sentence, each said once.</summary>
    public IReadOnlyList<(string Field, string Sentence)> Common { get; init; } = [];

    /// <summary>What is wrong with what is typed for one.</summary>
    public IReadOnlyList<(Person Person, string Field, string Sentence)> Own { get; init; } = [];

    public bool IsNobody => Ready.Count + Needing.Count + Impossible.Count + Common.Count == 0;
}

/// <summary>Judges each with the form, the guards and the sentences that he would get alone. Nothing is written.</summary>
public sealed class Judging(Meanwhile meanwhile, ContactRoster roster, TimeProvider clock, Texts texts)
{
    /// <summary>Where a gathering was.</summary>
    public const string Place = "place";

    private readonly Texts words = texts.For("Batch");
    private readonly Texts records = texts.For("Records");
    private readonly DateOnly today = ChinaDate.Today(clock);

    /// <param name="open">Those for whom nothing is written yet.</param>
    public async Task<Judged> JudgeAsync(IReadOnlyList<Person> open, BatchContent content, ManyOf? special, CancellationToken cancellation)
    {
        var picked = open.Where(person => content.LineOf(person.Stay.Id).Picked).ToList();
        var absent = content.IsGathering ? picked.FindAll(person => content.LineOf(person.Stay.Id).Missed) : [];
        picked.RemoveAll(absent.Contains);
        var typed = picked.ConvertAll(person => Read(person, content, special));
        var common = CommonOf(typed.FindAll(one => one.Person.Refusal is null), content);
        var alike = AlikeIn(typed, open, content);
        var waiting = await meanwhile.WaitingAsync([.. picked.Select(person => person.Stay)], step: null, OnlyType(content), cancellation);
        var (ready, needing, impossible) = (new List<(Person, SojournEvent)>(), new List<Person>(), new List<Left>());
        var own = new List<(Person, string, string)>();
        foreach (var one in typed)
        {
            var (person, wrong) = (one.Person, one.Wrong.Where(error => !common.Contains(error)).ToList());
            if (one.Happened is { } said && alike(person, said) is { } field)
                wrong.Add((field, words["same"]));
            if (person.Refusal is { } refusal)
                impossible.Add(Of(person, refusal));
            else if (wrong.Count > 0 || one.Happened is not { } happened)
            {
                needing.Add(person);
                own.AddRange(wrong.Select(error => (person, error.Field, words["of", person.Name, error.Sentence])));
            }
            else if (Repetition.Is(person.Events, happened) && happened is not OrganizedLife) // two meetings on one day may read alike
                impossible.Add(new Left(person, words["repeated"]));
            else if (person.Possible.Against(happened) is { } against)
                impossible.Add(Of(person, against));
            else if (waiting.Contains(person.Stay.Id) || (content.Stage == BatchStage.Sent && content.Held.Contains(person.Stay.Id)))
                impossible.Add(new Left(person, words["meanwhile"]));
            else
                ready.Add((person, happened));
        }
        return new Judged(ready, needing, impossible, absent) { Common = [.. common.Concat(Gathered(content))], Own = own };
    }

    /// <summary>The type whose records alone matter when they were written meanwhile; nothing when all do.</summary>
    public static string? OnlyType(BatchContent content) =>
        content.Form.IsDecisive || content.Form.Registers != Registers.None || content.How.TellsOfOthers ? null : content.Type;

    public Left Of(Person person, Refusal refusal) => new(person, refusal.In(texts), refusal.Clause);

    private Typed Read(Person person, BatchContent content, ManyOf? special)
    {
        var line = content.LineOf(person.Stay.Id);
        var input = Merged(person, content, line);
        var happened = input.Read(person.Stay, today, Given(input, content));
        List<(string Field, string Sentence)> wrong = [.. input.Sentences(records)];
        if (happened is not null && special is not null)
        {
            wrong.AddRange(special.Wrong(person, content, happened));
            happened = wrong.Count > 0 ? null : special.Finished(person, content, happened);
        }
        if (happened is not null)
            happened = ToldOfMany.Tell(person, content, happened, today, texts, wrong);
        return new Typed(person, line, happened, wrong);
    }

    /// <summary>The form as he would have filled it in alone: what he has not for himself is as for all.</summary>
    private RecordInput Merged(Person person, BatchContent content, BatchLine line)
    {
        var input = person.Filled(line.Values);
        input.IsUnless = line.Missed;
        foreach (var name in input.Names)
        {
            var isSaid = content.IsGathering && name != RecordInput.Note; // together all heard the same
            if (!line.Values.ContainsKey(name) && (isSaid || !content.IsOwn(name)))
                input.Values[name] = content.Common.GetValueOrDefault(name);
        }
        if (content.IsGathering && content.Common.GetValueOrDefault(Place)?.Trim() is { } place)
            input.Values[RecordInput.Note] = words["gathering.note", place];
        return input;
    }

    /// <summary>What no field asks for.</summary>
    private IEnumerable<(string Name, JsonNode? Value)> Given(RecordInput input, BatchContent content)
    {
        foreach (var (field, value) in content.How.Always)
            yield return (field, value);
        if (content.Type == Notified.Type.Name)
            yield return ("how", "told");
        if (content.Type == ContactPersonNamed.Type.Name && !input.IsFree(content.Form.Field("person")!)
            && input["person"] is { } chosen && roster.NameOf(chosen) is { } name)
        {
            yield return ("personId", chosen);
            yield return ("person", name);
        }
    }

    /// <summary>What is missing or wrong for everybody who has it not for himself is said once.</summary>
    private static HashSet<(string Field, string Sentence)> CommonOf(List<Typed> typed, BatchContent content)
    {
        var common = new HashSet<(string, string)>();
        foreach (var error in typed.SelectMany(one => one.Wrong).Where(error => !content.IsOwn(error.Field) || content.IsGathering).Distinct())
        {
            var asks = typed.FindAll(one => !one.Line.Values.ContainsKey(error.Field)
                && !(one.Line.Missed && content.Form.Field(error.Field) is { IsUnlessFree: true }));
            if (asks.Count > 0 && asks.TrueForAll(one => one.Wrong.Contains(error)))
                common.Add(error);
        }
        return common;
    }

    /// <summary>A gathering has a place, and a way in which people can be together.</summary>
    private IEnumerable<(string Field, string Sentence)> Gathered(BatchContent content)
    {
        if (!content.IsGathering || content.How.Together is not { } together)
            yield break;
        if (string.IsNullOrWhiteSpace(content.Common.GetValueOrDefault(Place)))
            yield return (Place, texts["invalid.required"]);
        if (!together.Values.Contains(content.Common.GetValueOrDefault(together.Field)))
            yield return (together.Field, words["gathering.means"]);
    }

    /// <summary>Finds the field in which somebody else of the batch says the same, in it or on that day before it.</summary>
    private static Func<Person, SojournEvent, string?> AlikeIn(List<Typed> typed, IEnumerable<Person> all, BatchContent content)
    {
        if (content.IsGathering || content.How.NeverAlike.Count == 0)
            return (_, _) => null;
        var said = typed.Where(one => one.Happened is not null).Select(one => (one.Person.Stay.Id, Happened: one.Happened!))
            .Concat(
                from person in all
                from happened in person.Events
                where EventJson.TypeOf(happened) == content.Type
                select (person.Stay.Id, Happened: happened))
            .SelectMany(one => Words(one.Happened, content), (one, word) => (word, one.Id)).ToLookup(one => one.word, one => one.Id);
        return (person, happened) =>
            Words(happened, content).Where(word => said[word].Any(other => other != person.Stay.Id)).Select(word => word.Field).FirstOrDefault();
    }

    private static IEnumerable<(string Field, string Text, DateOnly On, string? Side)> Words(SojournEvent happened, BatchContent content)
    {
        var json = JsonNode.Parse(EventJson.Write(happened))!.AsObject();
        var side = content.Form.Side is { } writes ? json[writes]?.ToString() : null;
        return content.How.NeverAlike.Where(field => json[field] is JsonValue)
            .Select(field => (field, json[field]!.ToString().Trim(), happened.On, side)).Where(one => one.Item2.Length > 0);
    }

    private sealed record Typed(Person Person, BatchLine Line, SojournEvent? Happened, IReadOnlyList<(string Field, string Sentence)> Wrong);
}
