using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Conversion;

/// <summary>What is typed for one step of a conversion, and what is wrong with it.</summary>
public sealed class StepInput
{
    private const int LongestText = 2000;
    private const int LongestLine = 200;
    public static readonly string[] Opinions = ["convert", "extend", "cancel", "none"];
    public static readonly string[] Results = ["converted", "extended", "cancelled"];

    public DateOnly? On { get; set; }

    public string? Opinion { get; set; }

    public string? Text { get; set; }

    public string? Result { get; set; }

    public DateOnly? ExtendedTo { get; set; }

    /// <summary>Why it is decided although the host has said nothing.</summary>
    public string? WithoutOpinion { get; set; }

    public string? Note { get; set; }

    public void Preset(DateOnly today, ConversionRound round, string silent)
    {
        On = today;
        ExtendedTo = round.End?.AddMonths(ConversionCourse.ShortestExtensionMonths);
        WithoutOpinion = silent;
    }

    public void Take(SojournEvent old)
    {
        (On, Note) = (old.On, old.Note);
        if (old is ConversionOpinion opinion)
            (Opinion, Text) = (opinion.Opinion, opinion.Text);
        if (old is ConversionDecided decided)
            (Result, ExtendedTo, WithoutOpinion) = (decided.Result, decided.ExtendedTo, decided.WithoutOpinion);
    }

    /// <param name="silent">Said when the host has not answered and nobody wrote why: it never holds up the decision.</param>
    public SojournEvent Read(string type, ConversionRound round, string? silent)
    {
        var (on, note) = (On ?? default, Line(Note));
        return type switch
        {
            "conversion-opinion-asked" => new ConversionOpinionAsked { On = on, Note = note },
            "conversion-opinion" => new ConversionOpinion { On = on, Note = note, Opinion = Opinion, Text = Line(Text)?.ReplaceLineEndings("\n") },
            "conversion-decided" => new ConversionDecided
            {
                On = on,
                Note = note,
                Result = Result ?? "",
                ProbationEnds = round.End,
                ExtendedTo = Result == "extended" ? ExtendedTo : null,
                WithoutOpinion = silent is null ? null : Line(WithoutOpinion) ?? silent,
            },
            _ => new ConversionApproved { On = on, Note = note },
        };
    }

    /// <summary>Field, key of the texts of this folder, and what the text needs.</summary>
    public IEnumerable<(string Field, string Error, object?[] Arguments)> Wrong(string type, ConversionRound round, DateOnly today, bool extendedBefore)
    {
        if (On is not { } on)
            yield return (nameof(On), "invalid.required", []);
        else if (on > today)
            yield return (nameof(On), "invalid.future", []);
        else if (type == "conversion-approved" && on < round.Decided?.On)
            yield return (nameof(On), "invalid.before-decision", [round.Decided.On]);
        if (Note?.Length > LongestLine)
            yield return (nameof(Note), "invalid.long", [LongestLine]);
        if (type == "conversion-opinion")
        {
            if (!Opinions.Contains(Opinion))
                yield return (nameof(Opinion), "invalid.required", []);
            if (Line(Text) is null)
                yield return (nameof(Text), "invalid.required", []);
            else if (Text!.Length > LongestText)
                yield return (nameof(Text), "invalid.long", [LongestText]);
        }
        if (type != "conversion-decided")
            yield break;
        if (WithoutOpinion?.Length > LongestLine)
            yield return (nameof(WithoutOpinion), "invalid.long", [LongestLine]);
        if (!Results.Contains(Result))
            yield return (nameof(Result), "invalid.required", []);
        else if (Result == "extended" && ExtendedTo is null)
            yield return (nameof(ExtendedTo), "invalid.required", []);
        else if (On is not null && ConversionCourse.Refusal((ConversionDecided)Read(type, round, silent: null), round.End, extendedBefore) is { } refusal)
            yield return Refused(refusal, round.End!.Value);
    }

    private static (string, string, object?[]) Refused(string refusal, DateOnly end) => refusal switch
    {
        "too-early" => (nameof(On), "refused.too-early", [end]),
        "second" => (nameof(Result), "refused.second", []),
        _ => (nameof(ExtendedTo), "refused." + refusal,
            [end.AddMonths(ConversionCourse.ShortestExtensionMonths), end.AddMonths(ConversionCourse.LongestExtensionMonths)]),
    };

    private static string? Line(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
