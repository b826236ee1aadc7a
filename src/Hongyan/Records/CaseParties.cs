namespace Hongyan.Records;

/// <summary>Who may stand together in a case: the kinds of organisation that its sides take, and whether they stand side by side.</summary>
public static class CaseParties
{
    /// <summary>Why these cannot be its parties; nothing when they can.</summary>
    public static Refusal? Refusal(CaseKind kind, IReadOnlyList<PartyHere> parties)
    {
        foreach (var side in kind.Sides)
        {
            var party = parties.First(party => party.Side == side.Name);
            if (side.Kinds.Count > 0 && !side.Kinds.Contains(party.Kind))
                return new Refusal("refusal.party-kind", kind.PartiesClause);
            if (party.IsOutside && !side.MayBeOutside)
                return new Refusal("refusal.party-outside", kind.PartiesClause);
        }
        if (!kind.IsBetweenEquals)
            return null;
        List<string> paths = [.. parties.Select(party => party.Path).OfType<string>()];
        return paths.Distinct().Count() < paths.Count ? new Refusal("refusal.party-itself", kind.PartiesClause)
            : paths.Exists(one => paths.Exists(other => other != one && Writers.Within(other, one))) ? new Refusal("refusal.party-line", kind.PartiesClause)
            : null;
    }
}
