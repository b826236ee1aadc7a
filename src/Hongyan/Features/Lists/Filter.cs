using System.Globalization;
using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>One way to narrow a list. What is asked stands in the address under its names; what makes no sense narrows nothing.</summary>
internal abstract record Filter(string Name)
{
    public virtual IReadOnlyList<string> Parameters => [Name];

    /// <summary>The conditions for what was asked, and the values they name.</summary>
    public abstract IEnumerable<string> Conditions(Func<string, string?> asked, IDictionary<string, object> values);
}

/// <summary>Text that stands anywhere in one of the columns.</summary>
internal sealed record TextFilter(string Name, params string[] Columns) : Filter(Name)
{
    public const int Longest = 40;

    public override IEnumerable<string> Conditions(Func<string, string?> asked, IDictionary<string, object> values)
    {
        if (asked(Name)?.Trim() is not { Length: > 0 and <= Longest } text) yield break;
        values[Name] = LikePattern.Anywhere(text);
        yield return $"({string.Join(" or ", Columns.Select(column => $"{column} like @{Name}"))})";
    }
}

/// <summary>One of several conditions. The first holds when nothing is asked.</summary>
internal sealed record ChoiceFilter(string Name, params (string Value, string Condition)[] Options) : Filter(Name)
{
    /// <summary>Where the texts of the options stand: folder and beginning of the key.</summary>
    public (string Folder, string Prefix) Words { get; init; } = ("Lists", $"filter.{Name}.");

    public override IEnumerable<string> Conditions(Func<string, string?> asked, IDictionary<string, object> values)
    {
        var value = asked(Name);
        var option = Options.FirstOrDefault(one => one.Value == value, Options[0]);
        if (option.Condition.Length > 0) yield return option.Condition;
    }
}

/// <summary>Days from and to, both included.</summary>
internal sealed record DayFilter(string Name, string Column) : Filter(Name)
{
    public string From => Name + "-from";

    public string To => Name + "-to";

    public override IReadOnlyList<string> Parameters => [From, To];

    public override IEnumerable<string> Conditions(Func<string, string?> asked, IDictionary<string, object> values)
    {
        if (Day(asked(From)) is { } first)
        {
            values[Name + "_from"] = first;
            yield return $"{Column} >= @{Name}_from";
        }
        if (Day(asked(To)) is { } last)
        {
            values[Name + "_to"] = last;
            yield return $"{Column} <= @{Name}_to";
        }
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
