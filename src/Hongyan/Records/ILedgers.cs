using System.Security.Cryptography;
using System.Text;
using Hongyan.Documents;

namespace Hongyan.Records;

/// <summary>The two ledgers of a branch as they are shown before somebody confirms them. Whoever makes them gives them by its manifest.</summary>
public interface ILedgers
{
    /// <summary>Both ledgers as of today.</summary>
    Task<IReadOnlyList<Document>> TodayAsync(string org, CancellationToken cancellation);

    /// <summary>Notes in the audit log that they were shown: they hold telephone numbers and addresses.</summary>
    Task NoteAsync(string org, CancellationToken cancellation);

    public static int Count(IEnumerable<Document> ledgers) => ledgers.SelectMany(ledger => ledger.Blocks.OfType<Listing>()).Max(listing => listing.Rows.Count);

    /// <summary>Changes whenever a cell of the ledgers changes.</summary>
    public static string Mark(IEnumerable<Document> ledgers)
    {
        var cells = ledgers.SelectMany(ledger => ledger.Blocks.OfType<Listing>()).SelectMany(listing => listing.Rows).SelectMany(row => row.Select(Cells.Text));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\t', cells))));
    }
}
