using System.Globalization;
using Hongyan.Features.Meetings;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Batch;

/// <summary>Contacts with many: the day and what else is common once, for each his own sentence; checked, then a record for each who is ready.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class ContactModel(Recording recording, People reading, Meanwhile meanwhile, TimeProvider clock, Texts texts)
    : BatchModel<ContactLine>("contact", recording, reading, meanwhile, clock, texts)
{
    private const int RetryAfter = 3;
    private ILookup<string, Guid> spoken = Array.Empty<Guid>().ToLookup(_ => "");

    /// <summary>The topic that the duty asks for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty]
    public ContactCommon Common { get; set; } = new();

    /// <summary>Who was not at the gathering: nothing is written for him, neither a talk nor an attempt.</summary>
    public IReadOnlyList<Person> Absent { get; private set; } = [];

    public string? AbsentText => Absent.Count == 0 ? null : Words["absent", string.Join(AllTexts.For("Records")["and"], Absent.Select(person => person.Name))];

    /// <summary>The days on which a contact closes the duty.</summary>
    public Rules.Calendar.Period? Days => Rules.Calendar.Period.Read(Period);

    protected override string? OnlyType => "contact";

    protected override string Message(int saved) => Words["done", saved] + AbsentText;

    protected override void Preset()
    {
        Common = new ContactCommon { On = Today.ToString("yyyy-MM-dd"), Means = "phone", Topics = Topic is null ? [] : [Topic] };
        foreach (var person in All)
            Lines[person.Stay.Id] = new ContactLine { Picked = person.Refusal is null, RetryOn = Today.AddDays(RetryAfter).ToString("yyyy-MM-dd") };
    }

    /// <summary>What is wrong for all is said once.</summary>
    protected override void JudgeCommon()
    {
        if (!DateOnly.TryParseExact(Common.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            ModelState.AddModelError("Common.On", AllTexts.For("Records")["invalid.date"]);
        else if (on > Today)
            ModelState.AddModelError("Common.On", AllTexts.For("Records")["invalid.future"]);
        if (!Common.IsGathering)
            return;
        foreach (var (field, text) in new[] { ("Content", Common.Content), ("Place", Common.Place), ("Topics", string.Concat(Common.Topics)) })
        {
            if (string.IsNullOrWhiteSpace(text))
                ModelState.AddModelError("Common." + field, AllTexts["invalid.required"]);
        }
        if (Common.Means is not ("video" or "visit" or "other"))
            ModelState.AddModelError("Common.Means", Words["gathering.means"]);
    }

    protected override IReadOnlyList<Person> Pick()
    {
        var picked = All.Where(person => IsOpen(person) && Lines.GetValueOrDefault(person.Stay.Id) is { Picked: true }).ToList();
        Absent = Common.IsGathering ? picked.FindAll(person => Lines[person.Stay.Id].Missed) : [];
        picked.RemoveAll(Absent.Contains);
        spoken = picked.Where(person => !Lines[person.Stay.Id].Missed).Select(person => (person.Stay.Id, Text: Lines[person.Stay.Id].Content))
            .Concat(All.SelectMany(person => TalksOf(Events[person.Stay.Id]), (person, talk) => (person.Stay.Id, Text: talk.Content)))
            .Where(one => !string.IsNullOrWhiteSpace(one.Text)).ToLookup(one => one.Text!.Trim(), one => one.Id);
        return picked;
    }

    protected override SojournEvent? Read(Person person)
    {
        var line = Lines[person.Stay.Id];
        var input = line.Input(Common, Side, Common.IsGathering ? Words["gathering.note", Common.Place!.Trim()] : null);
        var happened = input.Read(person.Stay, Today, []);
        foreach (var (field, sentence) in input.Sentences(AllTexts.For("Records")))
            ModelState.AddModelError($"Lines[{person.Stay.Id}].{char.ToUpperInvariant(field[0])}{field[1..]}", Words["of", person.Name, sentence]);
        if (happened is null || line.Missed || line.Content?.Trim() is not { } text || spoken[text].All(other => other == person.Stay.Id))
            return happened;
        ModelState.AddModelError($"Lines[{person.Stay.Id}].Content", Words["same", person.Name]);
        return null;
    }

    /// <summary>What the side has written of talks on that day, in this batch or before it.</summary>
    private IEnumerable<Contact> TalksOf(IEnumerable<SojournEvent> events) =>
        events.OfType<Contact>().Where(talk => talk.Reached && talk.By == Side && talk.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == Common.On);
}
