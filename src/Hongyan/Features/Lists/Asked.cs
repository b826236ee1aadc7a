using System.Globalization;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Lists;

/// <summary>What a reader asked of a list: organisation, filters, order, page. All of it stands in the address.</summary>
internal sealed class Asked
{
    public const string OrgName = "org";
    public const string SortName = "sort";
    public const string PageName = "p";

    private readonly Dictionary<string, string> values = [];

    /// <param name="top">The reader's own organisation.</param>
    public Asked(PeopleList list, IQueryCollection query, string top)
    {
        List = list;
        foreach (var name in list.Filters.SelectMany(filter => filter.Parameters))
        {
            if (query[name].ToString() is { Length: > 0 } value) values[name] = value;
        }
        if (query[OrgName].ToString() is { Length: > 0 } org && org != top && Writers.Within(org, top)) values[OrgName] = org;
        Org = values.GetValueOrDefault(OrgName, top);
        Page = int.TryParse(query[PageName], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

        var sort = query[SortName].ToString();
        if (list.Columns.FirstOrDefault(column => column.CanSort && column.Name == sort.TrimStart('-')) is null) sort = list.Sort;
        else if (sort != list.Sort) values[SortName] = sort;
        Descending = sort.StartsWith('-');
        SortedBy = list.Columns.First(column => column.Name == sort.TrimStart('-'));
    }

    public PeopleList List { get; }

    /// <summary>The organisation whose rows are shown, with those below it.</summary>
    public string Org { get; }

    public int Page { get; }

    public Column SortedBy { get; }

    public bool Descending { get; }

    /// <summary>Whether anything but order and page differs from the list as it begins.</summary>
    public bool IsNarrowed => values.Keys.Any(name => name != SortName);

    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>This list, with one thing about it changed.</summary>
    public string Address(string? name = null, string? value = null) =>
        List.Address + QueryString.Create(values.Where(pair => pair.Key != name)
            .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
            .Concat(name is null || value is null ? [] : [KeyValuePair.Create(name, (string?)value)]));

    /// <summary>Sorted by a column; by the present one, the other way round.</summary>
    public string Sorted(Column column) => Address(SortName, column == SortedBy && !Descending ? "-" + column.Name : column.Name);
}
