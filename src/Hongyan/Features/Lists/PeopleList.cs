using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>
/// A list people live in, in words: which rows, which columns, by what it can be narrowed and what can be done with several at once.
/// One page shows all such lists; the SQL here is written by us, what readers type reaches it only as parameters.
/// </summary>
internal sealed record PeopleList(string Name)
{
    /// <summary>Tables and joins; organisations by left joins, so that counting leaves them out.</summary>
    public required string From { get; init; }

    /// <summary>What makes a row one of this list; <c>@lo</c>, <c>@hi</c> and <c>@today</c> are known.</summary>
    public required string Where { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The column it begins sorted by; with a minus, the largest first.</summary>
    public required string Sort { get; init; }

    /// <summary>What can be done with the chosen rows; each leads to a check page.</summary>
    public IReadOnlyList<Bulk> Bulk { get; init; } = [];

    /// <summary>The page on which one more is registered.</summary>
    public Adding? Adds { get; init; }

    /// <summary>The kind of roster that is imported into it, and by whom.</summary>
    public ImportedRoster? Roster { get; init; }

    /// <summary>What tells one row from another. The first is the member, whose page the row opens.</summary>
    public IReadOnlyList<string> Keys { get; init; } = ["s.member_id", "s.id"];

    /// <summary>The address a row opens; without it, the page of its member.</summary>
    public string? Opens { get; init; }

    /// <summary>What a chosen row sends to the check page, as text; without it, the row cannot be chosen.</summary>
    public string Choice { get; init; } = "s.member_id || '.' || s.id";

    /// <summary>Who may read it; whom it shows is decided by the scope.</summary>
    public string Policy { get; init; } = Access.Staff;

    /// <summary>Its own address, where people look for it; without one, it lies with the other lists.</summary>
    public string Address { get; init; } = "/Lists/" + Name;
}

/// <param name="Name">Its label is the text <c>add.</c> and this.</param>
internal sealed record Adding(string Name, string Address, string Policy);

internal sealed record ImportedRoster(string Kind, string Policy);

/// <summary>Something done with several at once: the check page that is sent the chosen rows.</summary>
/// <param name="Name">Its label is the text <c>bulk.</c> and this.</param>
/// <param name="Field">Under which name the page expects them.</param>
internal sealed record Bulk(string Name, string Address, string Field = "stay", string Policy = Access.Staff);
