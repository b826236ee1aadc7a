using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Engine;

/// <summary>A side of a kind of case.</summary>
/// <param name="MayBeOutside">Whether it may be an organisation that is not of this installation.</param>
public sealed record CaseSide(string Name, bool MayBeOutside = false)
{
    /// <summary>The kinds of organisation that may stand on it; none named, any.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
}

/// <summary>Who stands on a side of a case.</summary>
/// <param name="Kind">The kind of the organisation: branch, committee, organization-department, floating-organization.</param>
/// <param name="IsOutside">It has no pages here: it owes nothing here, and what it says comes by letter.</param>
public sealed record CaseParty(string Side, string Kind, bool IsOutside = false)
{
    /// <summary>The policy that holds at it; unsaid, that of the case.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Whether it is a committee or an organisation department.</summary>
    public bool IsCommittee => Kind is "committee" or "organization-department";
}
