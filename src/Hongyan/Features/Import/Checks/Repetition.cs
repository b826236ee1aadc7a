using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Checks;

/// <summary>The same person twice in one file: the later row is rejected and names the earlier one.</summary>
internal sealed class Repetition
{
    private readonly Dictionary<string, RosterRow> rows = [];

    public void Check(RowChecks row, Person person)
    {
        if (person.Key is { } key) Check(row, key, FieldOf(person));
    }

    public void Check(RowChecks row, string key, string field)
    {
        if (!rows.TryAdd(key, row.Row) && rows[key] != row.Row)
            row.Reject(field, ProblemCode.DuplicateInFile, detail: null, row.PlaceOf(rows[key]));
    }

    public static string FieldOf(Person person) => person.Number is null ? Fields.Name : Fields.IdNumber;
}
