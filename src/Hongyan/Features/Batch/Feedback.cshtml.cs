using Hongyan.Features.Correspondence;
using Hongyan.Features.Meetings;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Batch;

/// <summary>What is written for one person.</summary>
public sealed class FeedbackLine
{
    public bool Picked { get; set; }

    public string? Text { get; set; }
}

/// <summary>Letters about many: each drafted from his own records and sent to his own other side; what is flagged is written singly.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class FeedbackModel(Recording recording, People reading, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts)
    : BatchModel<FeedbackLine>("feedback", recording, reading, meanwhile, clock, texts)
{
    private IReadOnlyDictionary<Guid, IReadOnlyList<string>>? flagged;

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Signer { get; set; }

    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Flagged => flagged ??= All.ToDictionary(person => person.Stay.Id, IReadOnlyList<string> (person) =>
        [.. Flags.Of(person.File, Side, Events[person.Stay.Id], DraftOf(person), Period, Today)]);

    protected override string? OnlyType => null;

    protected override bool IsDrafted => true;

    protected override string Message(int saved) => Words["feedback.sent", saved];

    public override bool IsOpen(Person person) => base.IsOpen(person) && Flagged[person.Stay.Id].Count == 0;

    /// <summary>The form of one letter, which leads back to this page.</summary>
    public string Singly(Person person) => "/Correspondence/New" + new QueryBuilder
    {
        { "member", person.Stay.MemberId.ToString() }, { "sojourn", person.Stay.Id.ToString() }, { "side", Side.ToString().ToLowerInvariant() },
        { "period", Period ?? "" }, { "back", Way },
    };

    protected override void Preset()
    {
        (On, Signer) = (Today, actor.DisplayName);
        foreach (var person in All)
        {
            Lines[person.Stay.Id] = new FeedbackLine
            {
                Picked = person.Refusal is null && Flagged[person.Stay.Id].Count == 0,
                Text = DraftOf(person).Of(Side, "general", Period, Today),
            };
        }
    }

    protected override void JudgeCommon()
    {
        if (On is null || On > Today)
            ModelState.AddModelError(nameof(On), On is null ? AllTexts["invalid.required"] : AllTexts.For("Records")["invalid.future"]);
        if (TypedText.TooLong(Signer, RecordForm.LongestText) is { } tooLong)
            ModelState.AddModelError(nameof(Signer), tooLong);
    }

    protected override IReadOnlyList<Person> Pick() =>
        [.. All.Where(person => IsOpen(person) && Lines.GetValueOrDefault(person.Stay.Id) is { Picked: true })];

    protected override SojournEvent? Read(Person person)
    {
        var text = Lines[person.Stay.Id].Text?.Trim().ReplaceLineEndings("\n");
        if (!string.IsNullOrEmpty(text) && !string.IsNullOrWhiteSpace(Signer))
            text += "\n" + Words["feedback.signed", Signer.Trim()];
        var wrong = string.IsNullOrEmpty(text) ? AllTexts["invalid.required"] : TypedText.TooLong(text, Letter.Longest);
        if (wrong is null)
            return new Hongyan.Rules.Sojourns.Feedback { On = On!.Value, From = Side, Topic = "general", Text = text };
        ModelState.AddModelError($"Lines[{person.Stay.Id}].Text", Words["of", person.Name, wrong]);
        return null;
    }

    private Draft DraftOf(Person person) => new(person.File, Events[person.Stay.Id], AllTexts);
}
