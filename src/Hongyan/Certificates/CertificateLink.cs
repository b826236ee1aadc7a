using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>What the QR code of a certificate says: the page on which anybody can check it, or the bare code where no address is known.</summary>
public sealed class CertificateLink(Installation installation)
{
    /// <summary>The second form stands behind it in an address.</summary>
    public const string Path = "/V/";

    /// <summary>The text of the code; nothing when there is neither a signed code nor a page that knows the number.</summary>
    public string? TextOf(string? code, string? number)
    {
        var checkedText = code ?? (installation.Options.PublicAddress is null ? null : number);
        return checkedText is null || installation.Options.PublicAddress is not { } address
            ? checkedText
            : checkedText.StartsWith(CertificateCwt.Prefix, StringComparison.Ordinal)
            ? Dense(address) + checkedText[CertificateCwt.Prefix.Length..]
            : $"{address.ToString().TrimEnd('/')}/verify/{Uri.EscapeDataString(checkedText)}";
    }

    /// <summary>Capitals only, so that the QR code stays small; a path may tell small letters from capitals and stays as it is.</summary>
    private static string Dense(Uri address) => $"{address.Scheme}://{address.Authority}".ToUpperInvariant() + address.AbsolutePath.TrimEnd('/') + Path;
}
