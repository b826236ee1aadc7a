using System.CommandLine;
using System.Globalization;
using Hongyan.Certificates;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Verify;

/// <summary>`verify`: a certificate checked against this installation, or offline with the issuer's public keys.</summary>
internal static class VerifyVerb
{
    public const int NotValid = 1;
    public const int Unreadable = 2;

    private static readonly Argument<string?> Code = new("code")
    {
        Description = "二维码内容或编号 / the text of the QR code, or a number",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Keys = new("--keys") { Description = "公钥文件：离线查验 / public keys: checks without the installation" };
    private static readonly Option<string?> Status = new("--status") { Description = "状态名单文件 / a status list, beside --keys" };
    private static readonly Option<string?> Root = new("--root") { Description = "已核对的根密钥指纹 / the fingerprint of the root that was compared" };
    private static readonly Option<string?> ExportKeys = new("--export-keys") { Description = "导出经根密钥签名的公钥 / writes the keys, signed by the root" };
    private static readonly Option<string?> ExportStatus = new("--export-status") { Description = "导出最新的状态名单 / writes the newest status list" };

    public static Command Create()
    {
        var command = new Command("verify", "查验活动证 / check an activity certificate") { Code, Keys, Status, Root, ExportKeys, ExportStatus };
        command.SetAction(async (arguments, cancellation) => await RunAsync(arguments, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(ExportKeys) is { } keys)
            return await ExportAsync(InstallationOptions.From(arguments), Publishing.Keys, keys, cancellation);
        if (arguments.GetValue(ExportStatus) is { } status)
            return await ExportAsync(InstallationOptions.From(arguments), null, status, cancellation);
        var code = arguments.GetValue(Code) ?? throw new UserError("请写出二维码内容或编号。 / Say which code or number.");
        if (arguments.GetValue(Keys) is not { } file)
            return await HereAsync(InstallationOptions.From(arguments), code, cancellation);
        if (CertificateCode.Read(code) is null)
            return NoCode();
        var shown = await VerifyOffline.CheckAsync(code, file, arguments.GetValue(Status), arguments.GetValue(Root), cancellation);
        // the earlier answer for a signature that holds, of which nothing else is known
        return Tell(shown ?? new ShownCertificate(ShownCertificate.Elsewhere), isEnough: shown is { State: ShownCertificate.Dated, ListOn: null });
    }

    private static int NoCode()
    {
        Console.WriteLine("不是活动证的二维码内容 / this is no code of a certificate");
        return Unreadable;
    }

    /// <summary>Says what was found; 0 when it holds, or when signature and dates do and no list was asked for.</summary>
    private static int Tell(ShownCertificate shown, bool isEnough = false)
    {
        var words = TextBook.Whole.Folders["Verify"]["state." + shown.State];
        var on = shown.ListOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, $"{words[TextBook.Chinese]} / {words[TextBook.English]}", on));
        if (shown.State == ShownCertificate.OfGuest)
            Console.WriteLine(shown.Number);
        else if (shown.Number is not null)
            Console.WriteLine(FormattableString.Invariant(
                $"{shown.Name}  {shown.Number}  {shown.Committee}  {shown.IssuedOn:yyyy-MM-dd} – {shown.ValidUntil:yyyy-MM-dd}  {shown.Issuer}").TrimEnd());
        return shown.IsValid || isEnough ? 0 : NotValid;
    }

    private static async Task<int> HereAsync(InstallationOptions options, string code, CancellationToken cancellation)
    {
        if (CertificateCode.IsMeantBy(code) && CertificateCode.Read(code) is null)
            return NoCode();
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await using var db = installation.OpenDb();
        var pinned = new PinnedKeys(db, installation.Policy, installation.Clock);
        return Tell(await new Verification(db, new KnownKeys()).CheckAsync(code, ChinaDate.Today(installation.Clock), cancellation, pinned));
    }

    /// <param name="options">Where the installation is.</param>
    /// <param name="name">What is exported; nothing stands for the newest status list.</param>
    /// <param name="target">The file.</param>
    /// <param name="cancellation">Stops the export.</param>
    private static async Task<int> ExportAsync(InstallationOptions options, string? name, string target, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await new Publishing(installation).RunAsync(cancellation);
        await using var db = installation.OpenDb();
        var published = await db.Publications.Where(one => name == null ? one.Name.StartsWith("status/") && one.Name.EndsWith(".jwt") : one.Name == name)
            .OrderByDescending(one => one.Name.Length).ThenByDescending(one => one.Name).Select(one => one.Content).FirstAsync(cancellation);
        var file = Path.GetFullPath(target);
        await WholeFile.WriteAsync(file, published, cancellation);
        Console.WriteLine(file);
        return 0;
    }
}
