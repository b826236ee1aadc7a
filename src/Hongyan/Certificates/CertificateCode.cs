using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography.Cose;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>
/// What a host needs to know of a certificate, and nothing else: no ID number, no phone. It is written into the code, so that
/// it can be read and checked without a network.
/// </summary>
/// <param name="Id">The first form names the certificate; the second its place in a status list.</param>
public sealed record CertificateFacts(
    Guid? Id, string Number, string Name, string Committee, string CommitteePath, DateOnly From, DateOnly Until);

/// <summary>
/// A signed certificate as text. New ones are of the second form, <see cref="CertificateCwt"/>. The first, which paper still holds, is
/// <c>HY1.facts.signature</c> in base64url: a JSON array in a fixed order, and a signature over everything before its dot.
/// </summary>
public sealed partial record CertificateCode(CertificateFacts Facts, string Kid)
{
    private const string Version = "HY1";
    private const int Longest = 2000;
    private const int SignatureLength = 64;
    private const string Day = "yyyyMMdd";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[] signed = [];
    private byte[] signature = [];
    private CoseSign1Message? message;

    /// <summary>Where a stranger reads whether it still holds; the first form has none.</summary>
    public StatusReference? Status { get; private init; }

    /// <summary>Without the blanks, line breaks and full-width letters that copying and typing bring in.</summary>
    public static string Tidy(string text)
    {
        var plain = string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar).Select(rune => rune.ToString()))
            .Normalize(NormalizationForm.FormKC);
        return Dashes().Replace(Blanks().Replace(plain, ""), "-");
    }

    /// <summary>In the first form, which this program only reads.</summary>
    public static string Sign(CertificateFacts facts, string kid, ISigner signer, byte[] privateKey)
    {
        string[] parts =
        [
            kid, facts.Number, facts.Name, facts.Committee, facts.CommitteePath,
            facts.From.ToString(Day, CultureInfo.InvariantCulture), facts.Until.ToString(Day, CultureInfo.InvariantCulture), facts.Id!.Value.ToString("N"),
        ];
        var text = $"{Version}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, Compact))}";
        return $"{text}.{Base64Url.EncodeToString(signer.Sign(privateKey, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>What the text says, whoever wrote it; nothing when it is no code. A whole address that ends in a code will do.</summary>
    public static CertificateCode? Read(string text)
    {
        var code = Tidy(text);
        code = code[(code.LastIndexOf('/') + 1)..];
        if (IsCwt(text))
            return code.Length > Longest ? null : OfCwt(code);
        if (code.Length > Longest || code.Split('.') is not [var version, var facts, var signature]
            || !version.Equals(Version, StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var read = Parse(JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(facts)));
            return read is null || Base64Url.GetMaxDecodedLength(signature.Length) < SignatureLength ? null
                : read with { signed = Encoding.ASCII.GetBytes($"{Version}.{facts}"), signature = Base64Url.DecodeFromChars(signature) };
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the text looks like a code, be it a broken one, and not like a number.</summary>
    public static bool IsMeantBy(string text) => text.Contains(Version + ".", StringComparison.OrdinalIgnoreCase) || IsCwt(text);

    public bool IsSignedBy(IVerifier key) => message is null ? key.IsSignedBy(signed, signature) : key.IsSignedBy(message);

    private static bool IsCwt(string text) => Tidy(text) is var code
        && (code.Contains(CertificateCwt.Prefix, StringComparison.OrdinalIgnoreCase)
            || code.Contains(CertificateLink.Path, StringComparison.OrdinalIgnoreCase));

    private static CertificateCode? OfCwt(string code)
    {
        if (code.StartsWith(CertificateCwt.Prefix, StringComparison.OrdinalIgnoreCase))
            code = code[CertificateCwt.Prefix.Length..];
        return CertificateCwt.Read(code.Replace("-", "")) is not var (facts, status, kid, message) ? null
            : new CertificateCode(facts, Base64Url.EncodeToString(kid)) { Status = status, message = message };
    }

    private static CertificateCode? Parse(string?[]? parts) =>
        parts?.All(ReadableText.Is) == true && parts is [{ } kid, { } number, { } name, { } committee, { } path, { } from, { } until, { } id]
            ? new CertificateCode(new CertificateFacts(Guid.ParseExact(id, "N"), number, name, committee, path, DayOf(from), DayOf(until)), kid)
            : null;

    [GeneratedRegex(@"[\s\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\u2010-\u2015\u2212]")]
    private static partial Regex Dashes();

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);
}
