using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What of a guest nobody has seen or heard yet; a page and a slip say it until it is done.</summary>
public static class GuestChecks
{
    private const string Seen = "seen";

    /// <summary>document, number, photo, seal and home, as far as they are open; nothing of them bars anybody.</summary>
    public static IEnumerable<string> Open(ReportedIn? arrived, HomeWord? word, bool hasNoNumber)
    {
        if (arrived?.Document != Seen)
            yield return "document";
        if (hasNoNumber)
            yield return "number";
        if (arrived?.Shown == ReportedIn.Certificate && arrived.Photo != Seen)
            yield return "photo";
        if (arrived?.Shown == ReportedIn.Certificate && arrived.Seal != Seen)
            yield return "seal";
        if (word is not { ConfirmedOn: not null } and not { DeniedOn: not null })
            yield return "home";
    }
}
