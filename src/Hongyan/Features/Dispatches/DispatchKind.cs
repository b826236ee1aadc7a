using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dispatches;

/// <summary>A kind of letter: who writes it, which duty it serves, and what is recorded of the stay on the day it leaves.</summary>
/// <param name="Duty">The duty that a letter of the kind closes; nothing for a reminder, which is written when the answer stays out.</param>
/// <param name="Record">The type of the record.</param>
internal sealed record DispatchKind(string Name, Side Side, string? Duty, string Record)
{
    /// <summary>Room that is left in a text for what only a person can say.</summary>
    public const string Blank = "____";

    public const string Asking = "asking", Reminder = "reminder", ReminderToSuperior = "reminder-superior", Telling = "telling", Feedback = "feedback",
        OpinionGiven = "opinion-given", Introduction = "introduction", OpinionAsked = "opinion-asked", ReviewAsked = "review-asked",
        Answering = "answering";

    public static IReadOnlyList<DispatchKind> All { get; } =
    [
        new(Asking, Side.Host, "ask-home", "home-asked"),
        new(Reminder, Side.Host, null, "home-asked"),
        new(ReminderToSuperior, Side.Host, null, "home-asked"),
        new(Telling, Side.Host, "tell-home", "told-home"),
        new(Feedback, Side.Host, "host-feedback", "feedback"),
        new(OpinionGiven, Side.Host, "conversion-opinion", "conversion-opinion"),
        new(Introduction, Side.Home, "home-inform", "feedback"),
        new(OpinionAsked, Side.Home, "ask-conversion-opinion", "conversion-opinion-asked"),
        new(ReviewAsked, Side.Home, "ask-host-for-review", "review-asked"),
        new(Answering, Side.Home, "answer-host", "host-answered"),
    ];

    /// <summary>The ways that are typed; "envelope" is none of them, only an envelope that was made can say it.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["post", "registered", "express", "confidential", "fax", "mail", "in-person"];

    /// <summary>Whether the slip asks for more than that the letter arrived.</summary>
    public bool Asks => Name is Asking or Reminder or ReminderToSuperior or OpinionAsked or ReviewAsked;

    /// <summary>What can be said to each question of the slip.</summary>
    public IReadOnlyList<string> Choices => Name switch
    {
        OpinionAsked => ["convert", "extend", "cancel"],
        ReviewAsked => ["active", "ordinary", "passive", "unknown"],
        _ => [HomeAnswered.Yes, HomeAnswered.No, "other"],
    };

    public IReadOnlyList<string> QuestionsOf(Dispatch letter) => Name switch
    {
        OpinionAsked or ReviewAsked => ["opinion"],
        _ => Asks ? letter.What : [],
    };

    /// <summary>The word for a choice.</summary>
    public string ChoiceText(string choice, Texts texts) =>
        texts.For("Dispatches")[Name switch { OpinionAsked => "opinion.", ReviewAsked => "review.", _ => "answer." } + choice];

    public static DispatchKind Of(string name) => All.First(kind => kind.Name == name);

    /// <summary>The kind that serves a duty; nothing for duties that no letter closes.</summary>
    public static DispatchKind? ForDuty(string duty) => All.FirstOrDefault(kind => kind.Duty == duty);

    /// <summary>What happened in the stay on the day the letter left.</summary>
    public SojournEvent RecordOf(Dispatch letter, DateOnly on, string way) => Name switch
    {
        Asking or Reminder or ReminderToSuperior =>
            new HomeAsked { On = on, What = letter.What, Way = RecordedWay(way), To = letter.ToName, Entry = letter.OutsideId },
        Telling => new ToldHome { On = on, Of = letter.What[0], Way = RecordedWay(way), Dispatch = letter.Numbered },
        Feedback or Introduction => new Hongyan.Rules.Sojourns.Feedback
        {
            On = on, From = Side, Topic = "general", Text = letter.Content, Dispatch = letter.Numbered,
        },
        OpinionGiven => new ConversionOpinion { On = on, Written = true, Text = letter.Content, Dispatch = letter.Numbered },
        ReviewAsked => new Hongyan.Rules.Sojourns.ReviewAsked { On = on, Way = RecordedWay(way), Dispatch = letter.Numbered },
        Answering => new HostAnswered { On = on, What = letter.What, Way = RecordedWay(way), Text = letter.Content, Dispatch = letter.Numbered },
        _ => new ConversionOpinionAsked { On = on, Dispatch = letter.Numbered },
    };

    /// <summary>A record knows fewer ways than the register.</summary>
    private static string RecordedWay(string way) => way switch
    {
        "fax" or "mail" or "envelope" => way,
        "in-person" => "visit",
        _ => "letter",
    };

    /// <summary>The states for which the register is filtered, and the tone of each.</summary>
    public static string ToneOf(string state) => state switch
    {
        DispatchState.Answered or DispatchState.Delivered => "state-done",
        DispatchState.Returned or DispatchState.Lost => "state-overdue",
        DispatchState.Withdrawn => "state-missed",
        _ => "state-open",
    };
}
