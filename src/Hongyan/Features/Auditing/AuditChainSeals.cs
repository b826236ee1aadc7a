using System.Globalization;
using System.Text.Json;
using Hongyan.Data;

namespace Hongyan.Features.Auditing;

/// <summary>What of an entry is sealed.</summary>
internal sealed partial class AuditChain
{
    /// <summary>Whether the entry is what was sealed behind the hash before; entries of older versions are sealed without the version's mark.</summary>
    internal bool IsSound(AuditEntry entry, byte[] before) =>
        IsCurrent(entry, before) || installation.Secrets.Seal(before, FormerTextOf(entry, entry.No!.Value)).AsSpan().SequenceEqual(entry.Hash);

    private bool IsCurrent(AuditEntry entry, byte[] before) =>
        installation.Secrets.Seal(before, TextOf(entry, entry.No!.Value)).AsSpan().SequenceEqual(entry.Hash);

    private static string BeginningText(long no) => string.Create(CultureInfo.InvariantCulture, $"beginning {no}");

    private static string TextOf(AuditEntry entry, long no) => "2 " + JsonSerializer.Serialize((object?[])[.. Facts(entry, no), entry.MemberId]);

    internal static string FormerTextOf(AuditEntry entry, long no) =>
        JsonSerializer.Serialize(entry.MemberId is { } member ? [.. Facts(entry, no), member] : Facts(entry, no)); // the oldest name no member

    // As the database gives it back, so that sealing and verifying read the same.
    private static object?[] Facts(AuditEntry entry, long no) =>
    [
        no, entry.Id, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond, entry.AccountId, entry.Role, entry.OrgPath, entry.FromAddress,
        entry.Act, entry.Subject, entry.Details, entry.Reason,
    ];
}
