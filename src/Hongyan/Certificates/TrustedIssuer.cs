using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>Another installation whose root was compared: its keys, and the status lists that are at hand.</summary>
public sealed class TrustedIssuer(KeySet keys, IReadOnlyList<StatusList> lists)
{
    /// <summary>What the code is worth; nothing when none of these keys signed it.</summary>
    /// <param name="text">The code.</param>
    /// <param name="now">This machine's clock.</param>
    /// <param name="listDays">So many days old a list may be.</param>
    public ShownCertificate? Check(string text, DateTimeOffset now, int listDays)
    {
        var read = keys.Certificates.Check(text, ChinaDate.Of(now));
        if (read.State is CodeState.UnknownKey or CodeState.Unreadable)
            return null;
        if (read.Facts is not { } facts)
            return new ShownCertificate(ShownCertificate.Forged);
        var list = lists.Where(one => read.Status is { } status && (one.Uri == status.Uri || new StatusReference(one.Uri, 0).List == status.List))
            .MaxBy(one => one.IssuedAtTime);
        var isFresh = list is not null && list.IssuedAtTime <= now && now - list.IssuedAtTime <= TimeSpan.FromDays(listDays);
        var state = (list?[read.Status!.Place], read.State) switch
        {
            (StatusList.Withdrawn, _) => ShownCertificate.Withdrawn,
            (StatusList.Lost, _) => ShownCertificate.Lost,
            (_, CodeState.Expired) => ShownCertificate.Expired,
            (StatusList.Valid, _) when isFresh => ShownCertificate.Valid,
            _ => ShownCertificate.Dated,
        };
        return new ShownCertificate(state, facts.Number, facts.Name, facts.Committee, facts.From, facts.Until)
        {
            Issuer = keys.Name,
            ListOn = list is null ? null : ChinaDate.Of(list.IssuedAtTime),
        };
    }
}
