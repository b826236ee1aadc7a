using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Checks;

/// <summary>The same person twice in one file: the later row is rejected and names the earlier one.</summary>
internal sealed class Repetition
{
    private readonly Dictionary<string, int> rows = [];

    public void Check(RowChecks row, Person person)
    {
        if (person.Key is { } key) Check(row, key, person.Number is null ? Fields.Name : Fields.IdNumber);
    }

    /// <summary>Two rows that name the same member in different ways.</summary>
    public void Check(RowChecks row, Guid member) => Check(row, member.ToString(), Fields.Name);

    public void Check(RowChecks row, string key, string field)
    {
        if (!rows.TryAdd(key, row.Number) && rows[key] != row.Number)
            row.Reject(field, ProblemCode.DuplicateInFile, detail: null, rows[key]);
    }
}
