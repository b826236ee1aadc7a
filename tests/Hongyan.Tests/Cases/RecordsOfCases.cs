using Hongyan.Data;

namespace Hongyan.Tests.Cases;

internal static class RecordsOfCases
{
    /// <summary>Without those of sojourns.</summary>
    public static IQueryable<Data.Record> CaseRecords(this HongyanDb db) => db.Records.Where(one => one.CaseKind != KeptDuty.OfSojourn);
}
