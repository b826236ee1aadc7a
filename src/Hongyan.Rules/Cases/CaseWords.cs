using System.Text.Json;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Cases;

/// <summary>The words a case may use where its fields are plain text.</summary>
internal static class CaseWords
{
    private static readonly HashSet<string> Kinds = [.. DutyBook.Rules.Select(rule => rule.Kind)];
    private static readonly HashSet<string> WarningKinds = [.. WarningBook.Rules.Select(rule => rule.Kind)];
    private static readonly HashSet<string> States = [.. Enum.GetValues<DutyState>().Select(state => DutyLine.NameOf(state))];
    private static readonly HashSet<string> Parties = [.. Enum.GetValues<Party>().Select(party => DutyLine.NameOf(party))];
    private static readonly HashSet<string> PartyKinds =
        [.. new[] { "branch", "committee", "floating-organization" }.SelectMany(kind => new[] { kind, "outside-" + kind })];
    private static readonly HashSet<string> Items = [.. PointsBook.BaseItems, .. PointsBook.ActivityItems, .. PointsBook.DeductionItems, "total"];

    /// <exception cref="FormatException">A word is unknown; the message names the case and the word.</exception>
    public static void Check(CaseFile file)
    {
        Know(["full", "probationary", "unknown"], [file.Member.Status], "status of a member");
        Know([.. Sides.Both], file.Parties.Keys, "side of a sojourn");
        Know(PartyKinds, file.Parties.Values, "party of a sojourn");
        if (file is { HomeIsOutside: true, HostIsOutside: true })
            throw new FormatException($"“{file.Name}”: both sides are outside; one of them is here.");
        foreach (var happened in file.Events)
            Check(happened);
        CaseCourse.Check(file);
        foreach (var terms in file.Agreements)
            CheckTerms(terms);
        foreach (var expected in file.Expect)
        {
            List<DutyPattern> duties = [.. expected.Duties, .. expected.Absent.Select(PatternOf)];
            Know(Kinds, duties.Select(duty => duty.Kind), "kind of duty");
            Know(States, duties.Select(duty => duty.State), "state of a duty");
            Know(Parties, duties.Select(duty => duty.OwedBy), "party that owes");
            Know([.. SojournRecords.Book.Types.Select(type => type.Name)], duties.Select(duty => duty.ClosedBy), "event type");
            Know(WarningKinds, expected.Warnings.Concat(expected.NoWarnings), "warning");
            Know(Items, expected.Points?.Keys ?? [], "item of the points");
        }

        void CheckTerms(AgreedTerms terms)
        {
            try
            {
                terms.Check();
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"“{file.Name}”: {wrong.Message}", wrong);
            }
        }

        void Check(SojournEvent happened)
        {
            Know([.. Told.Ways], [happened.Told?.Way], "way in which a host outside told it");
            switch (happened)
            {
                case Waived waived: Know(Kinds, [waived.Kind], "kind of duty"); break;
                case ActivityPoints entered: Know([.. PointsBook.ActivityItems], [entered.Item], "activity item"); break;
                case Deduction taken: Know([.. PointsBook.DeductionItems], [taken.Item], "deduction item"); break;
                case Reviewed reviewed: Know(["home", "host", "floating-organization"], [reviewed.Venue], "venue of a review"); break;
                case ConversionDecided decided: Know(["converted", "extended", "cancelled"], [decided.Result], "result of a conversion"); break;
                case DuesPaid paid when paid.Months.FirstOrDefault(month => Period.ReadMonth(month) is null) is { } month:
                    throw new FormatException($"“{file.Name}”: a month of dues is written 2026-03, not “{month}”.");
            }
        }

        DutyPattern PatternOf(JsonElement absent)
        {
            try
            {
                return CaseCheck.Pattern(absent);
            }
            catch (JsonException wrong)
            {
                throw new FormatException($"“{file.Name}”: absent names kinds or fields of duties, not {absent.GetRawText()}.", wrong);
            }
        }

        void Know(HashSet<string> known, IEnumerable<string?> said, string what)
        {
            if (said.FirstOrDefault(word => word is not null && !known.Contains(word)) is { } unknown)
                throw new FormatException($"“{file.Name}”: there is no {what} “{unknown}”.");
        }
    }
}
