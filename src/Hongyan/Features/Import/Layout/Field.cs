namespace Hongyan.Features.Import.Layout;

/// <summary>Something a row may say, and the headings under which rosters say it. The first heading is its name.</summary>
internal sealed record Field(string Key, params string[] Headings)
{
    public string Label => Headings[0];

    /// <summary>Must have a column of its own or be known otherwise; a row without it is rejected.</summary>
    public bool Required { get; init; }

    /// <summary>What remains of a heading when spaces, marks and bracketed remarks are gone.</summary>
    public bool IsCalled(string heading) => Headings.Contains(heading);
}
