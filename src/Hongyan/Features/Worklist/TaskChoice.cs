using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Hongyan.Features.Worklist;

/// <summary>
/// Whom one row of the list is about, on all its pages: what the list shows, and the row. An address names it when there are too many to name each.
/// </summary>
public sealed record TaskChoice
{
    public string? Org { get; init; }
    public string? Q { get; init; }
    public When? Due { get; init; }
    public string Kind { get; init; } = "";
    public string? Period { get; init; }
    public string OwedBy { get; init; } = "";
    public bool IsLate { get; init; }

    internal TaskChoice Of(TaskOfMany task) => this with
    {
        Kind = task.Kind, Period = task.Period, OwedBy = task.Lines[0].OwedBy, IsLate = task.IsLate,
    };

    internal void AddTo(QueryBuilder query)
    {
        query.Add("owed", OwedBy);
        query.Add("late", IsLate ? "true" : "false");
        if (Org is not null) query.Add("org", Org);
        if (Q is not null) query.Add("q", Q);
        if (Due is { } due) query.Add("due", due.ToString().ToLowerInvariant());
    }

    /// <summary>The choice of an address; nothing when it names none.</summary>
    public static TaskChoice? In(IQueryCollection query) => Text(query, "owed") is not { } owed || Text(query, "kind") is not { } kind ? null : new TaskChoice
    {
        Org = Text(query, "org"), Q = Text(query, "q"), Due = Enum.TryParse<When>(query["due"], ignoreCase: true, out var due) ? due : null,
        Kind = kind, Period = Text(query, "period"), OwedBy = owed, IsLate = query["late"] == "true",
    };

    private static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
