namespace Hongyan.Features.Worklist;

/// <summary>One duty on the list, with all that its line shows. The counts are those of the whole list.</summary>
public record Line
{
    public required Guid MemberId { get; init; }
    public required Guid SojournId { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public string? Period { get; init; }
    public required string OwedBy { get; init; }
    public required string Org { get; init; }
    public required DateOnly DueOn { get; init; }
    public required string[] Clauses { get; init; }

    /// <summary>Nothing of a guest.</summary>
    public string? HomePath { get; init; }
    public string? HostPath { get; init; }
    public string? Contact { get; init; }

    /// <summary>The year whose public holidays are not published although the term reaches into it.</summary>
    public int? UnpublishedYear { get; init; }
    public required long Overdue { get; init; }
    public required long Soon { get; init; }
    public required long Later { get; init; }
    public required long People { get; init; }

    /// <summary>How many people of the whole list the same notice is owed to; one where it is told to each.</summary>
    public long Alike { get; init; }
}

/// <summary>A duty of an organisation: owed once for all its members away, or for itself. The counts are those of all such duties.</summary>
public sealed record OrganizationLine
{
    public required string Path { get; init; }
    public required string Org { get; init; }
    public required string Kind { get; init; }
    public string? Period { get; init; }
    public required DateOnly DueOn { get; init; }
    public required string[] Clauses { get; init; }
    public required long Stays { get; init; }

    /// <summary>The case of which it is owed; nothing where the sojourns of its members demand the same.</summary>
    public Guid? CaseId { get; init; }
    public Guid? OwnerId { get; init; }
    public string? CaseKind { get; init; }
    public string? Side { get; init; }
    public string? Title { get; init; }
    public required long Overdue { get; init; }
    public required long Soon { get; init; }
    public required long Later { get; init; }
}

/// <summary>Duties to be shown.</summary>
/// <param name="Here">Where their acts lead back to.</param>
public sealed record ShownLines(IEnumerable<Line> Lines, string Here);

/// <summary>Tasks to be shown.</summary>
/// <param name="Here">Where their acts lead back to.</param>
/// <param name="ShowsOrganization">The reader has several organisations, so each name says its own.</param>
/// <param name="Choice">What the list shows.</param>
public sealed record ShownTasks(IEnumerable<TaskOfMany> Tasks, string Here, bool ShowsOrganization = false, TaskChoice? Choice = null);

/// <summary>Duties of organisations to be shown.</summary>
/// <param name="Here">Where their acts lead back to.</param>
public sealed record ShownOrganizationLines(IEnumerable<OrganizationLine> Lines, string Here);
