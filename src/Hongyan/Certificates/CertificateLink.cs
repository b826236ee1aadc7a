using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>What the QR code of a certificate says: the page on which anybody can check it, or the bare code where no address is known.</summary>
public sealed class CertificateLink(Installation installation)
{
    /// <summary>The text of the code; nothing when there is neither a signed code nor a page that knows the number.</summary>
    public string? TextOf(string? code, string? number)
    {
        var checkedText = code ?? (installation.Options.PublicAddress is null ? null : number);
        return checkedText is null || installation.Options.PublicAddress is not { } address
            ? checkedText
            : $"{address.ToString().TrimEnd('/')}/verify/{Uri.EscapeDataString(checkedText)}";
    }
}
