using System.CommandLine;
using Hongyan.Certificates;
using Hongyan.Platform;

namespace Hongyan.Features.Verify;

/// <summary>`verify`: a certificate checked against this installation, or offline with the issuer's public keys.</summary>
internal static class VerifyVerb
{
    private const int NotValid = 1;
    private const int Unreadable = 2;

    private static readonly Argument<string?> Code = new("code")
    {
        Description = "二维码内容或编号 / the text of the QR code, or a number",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Keys = new("--keys") { Description = "公钥文件：离线查验 / public keys: checks without the installation" };
    private static readonly Option<string?> ExportKeys = new("--export-keys") { Description = "导出公钥 / writes the public keys to a file" };

    public static Command Create()
    {
        var command = new Command("verify", "查验活动证 / check an activity certificate") { Code, Keys, ExportKeys };
        command.SetAction(async (arguments, cancellation) => await RunAsync(arguments, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(ExportKeys) is { } target)
            return await ExportAsync(InstallationOptions.From(arguments), target, cancellation);
        var code = arguments.GetValue(Code) ?? throw new UserError("请写出二维码内容或编号。 / Say which code or number.");
        return arguments.GetValue(Keys) is { } file
            ? await OfflineAsync(code, file, cancellation)
            : await HereAsync(InstallationOptions.From(arguments), code, cancellation);
    }

    private static async Task<int> OfflineAsync(string code, string file, CancellationToken cancellation)
    {
        var checkedCode = (await ReadAsync(file, cancellation)).Check(code, ChinaDate.Today(TimeProvider.System));
        Console.WriteLine(checkedCode.State switch
        {
            CodeState.Valid => "签名和日期有效 / signature and dates hold",
            CodeState.Expired => "已过期 / expired",
            CodeState.Forged => "签名不符 / the signature does not match",
            CodeState.UnknownKey => "公钥文件中没有签名所用的密钥 / the file has no key of this signature",
            _ => "不是活动证的二维码内容 / this is no code of a certificate",
        });
        if (checkedCode.Facts is { } facts)
            Show(facts.Name, facts.Number, facts.Committee, facts.From, facts.Until);
        if (checkedCode.State == CodeState.Valid)
            Console.WriteLine("离线只能核对签名和日期；是否挂失、收回，请联网查验。 / Offline only signature and dates are known; whether it was lost or withdrawn since, ask online.");
        return checkedCode.State switch { CodeState.Valid => 0, CodeState.Unreadable => Unreadable, _ => NotValid };
    }

    private static async Task<int> HereAsync(InstallationOptions options, string code, CancellationToken cancellation)
    {
        if (CertificateCode.IsMeantBy(code) && CertificateCode.Read(code) is null)
        {
            Console.WriteLine("不是活动证的二维码内容 / this is no code of a certificate");
            return Unreadable;
        }
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await using var db = installation.OpenDb();
        var shown = await new Verification(db, new KnownKeys()).CheckAsync(code, ChinaDate.Today(installation.Clock), cancellation);
        var words = TextBook.Whole.Folders["Verify"]["state." + shown.State];
        Console.WriteLine($"{words[TextBook.Chinese]} / {words[TextBook.English]}");
        if (shown.Number is not null)
            Show(shown.Name, shown.Number, shown.Committee, shown.IssuedOn, shown.ValidUntil);
        return shown.IsValid ? 0 : NotValid;
    }

    private static async Task<int> ExportAsync(InstallationOptions options, string target, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await using var db = installation.OpenDb();
        var file = Path.GetFullPath(target);
        await WholeFile.WriteAsync(file, KeyRing.Write(await PublicKeys.AllAsync(db, cancellation)), cancellation);
        Console.WriteLine(file);
        return 0;
    }

    private static async Task<KeyRing> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return KeyRing.Read(await File.ReadAllBytesAsync(file, cancellation));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new UserError($"公钥文件无法读取：{file}（{problem.Message}） / The keys cannot be read: {file}.", Unreadable);
        }
    }

    private static void Show(string? name, string? number, string? committee, DateOnly? from, DateOnly? until) =>
        Console.WriteLine(FormattableString.Invariant($"{name}  {number}  {committee}  {from:yyyy-MM-dd} – {until:yyyy-MM-dd}"));
}
