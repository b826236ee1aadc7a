using Hongyan.Data;

namespace Hongyan.Features.Import.Checks;

/// <summary>
/// The same person twice in a roster: two stays when the one ended before the other began, else one row too many. The later row is rejected and
/// names the earlier one.
/// </summary>
internal sealed class RepeatedSojourns
{
    private readonly Dictionary<string, List<(RowChecks Row, SojournSaid Said)>> seen = [];

    public void Check(RowChecks row, SojournSaid said)
    {
        if (said.Person.Key is { } key) Check(row, said, key, Repetition.FieldOf(said.Person));
    }

    /// <summary>Two rows that name the same member in different ways.</summary>
    public void Check(RowChecks row, SojournSaid said, Member member) => Check(row, said, member.Id.ToString(), Layout.Fields.Name);

    private void Check(RowChecks row, SojournSaid said, string key, string field)
    {
        if (!seen.TryGetValue(key, out var earlier)) seen[key] = earlier = [];
        if (earlier.Find(one => one.Row != row && one.Said.Span.Overlaps(said.Span)) is { Row: { } first, Said: { } other })
        {
            var another = said.Begun is not null && other.Begun is not null && said.Begun != other.Begun;
            row.Reject(field, ProblemCode.DuplicateInFile, another ? "stay" : null, first.Place);
        }
        earlier.Add((row, said));
    }
}
