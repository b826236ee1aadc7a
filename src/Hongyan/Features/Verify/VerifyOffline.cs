using System.Text;
using Hongyan.Certificates;
using Hongyan.Platform;

namespace Hongyan.Features.Verify;

/// <summary>A code checked with files alone: keys, and a status list when there is one.</summary>
internal static class VerifyOffline
{
    private const int ListDays = 30; // as the national profile proposes it; no installation is asked

    /// <summary>What the code is worth; nothing when the file has no key of its signature, or the text is no code.</summary>
    /// <param name="code">The text of the code.</param>
    /// <param name="keysFile">A set that a root signed, or the earlier list of keys, which no root signs.</param>
    /// <param name="listFile">A status list as JWT, of a signed set only.</param>
    /// <param name="root">The fingerprint that was compared; another one is refused.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<ShownCertificate?> CheckAsync(string code, string keysFile, string? listFile, string? root, CancellationToken cancellation)
    {
        var file = await ReadAsync(keysFile, cancellation);
        if (file.Contains('{', StringComparison.Ordinal))
            return listFile is null && root is null ? OfRing(Read(keysFile, () => KeyRing.Read(Encoding.UTF8.GetBytes(file))), code)
                : throw new UserError("旧格式的公钥没有根签名，不能与 --root、--status 同用。 / "
                    + "Keys of the earlier format are signed by no root: leave --root and --status out.", VerifyVerb.Unreadable);
        var set = Read(keysFile, () => KeySet.Read(file));
        if (root is not null && !Fingerprint.IsTyped(set.RootFingerprint, root))
            throw new UserError(
                $"根密钥指纹不符，文件是：{set.RootFingerprint} / The fingerprint of the root differs; the file has {set.RootFingerprint}.", VerifyVerb.NotValid);
        if (root is null)
            Console.WriteLine($"根密钥指纹（请与签发地核对）/ fingerprint of the root, to be compared: {set.RootFingerprint}");
        var list = listFile is null ? null : await ReadAsync(listFile, cancellation);
        StatusList[] lists = list is null ? [] : [Read(listFile!, () => StatusList.Read(list, set.StatusKey))];
        return new TrustedIssuer(set, lists).Check(code, TimeProvider.System.GetUtcNow(), ListDays);
    }

    private static ShownCertificate? OfRing(KeyRing keys, string code)
    {
        var read = keys.Check(code, ChinaDate.Today(TimeProvider.System));
        return read.State switch
        {
            CodeState.UnknownKey or CodeState.Unreadable => null,
            CodeState.Forged => new ShownCertificate(ShownCertificate.Forged),
            var state => new ShownCertificate(state == CodeState.Expired ? ShownCertificate.Expired : ShownCertificate.Dated, read.Facts!.Number,
                read.Facts.Name, read.Facts.Committee, read.Facts.From, read.Facts.Until),
        };
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Broken(file, problem);
        }
    }

    private static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException problem)
        {
            throw Broken(file, problem);
        }
    }

    private static UserError Broken(string file, Exception problem) =>
        new($"文件无法读取：{file}（{problem.Message}） / The file cannot be read: {file}.", VerifyVerb.Unreadable);
}
