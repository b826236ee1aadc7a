using System.CommandLine;

namespace Hongyan.Platform;

/// <summary>Where the installation keeps its data and where it listens; every verb takes these.</summary>
/// <param name="PageDatabase">The database as pages sign in to it, with the application's role; without one they switch to that role.</param>
/// <param name="HttpsOnly">Everybody comes through a proxy that speaks https; nothing else is answered.</param>
/// <param name="Provider">Where people may sign in instead of here, if there is such a place.</param>
/// <param name="AuditCopy">A file elsewhere that is told after each sealing where the audit log ends; without one there is no second copy.</param>
/// <param name="PasswordRounds">How often a password is hashed; fewer only in tests.</param>
/// <param name="AllowsPrivatePeers">Whether peers may be written to at addresses of private networks.</param>
/// <param name="PublicAddress">Where anybody reaches this installation, for QR codes; without one they hold the bare code.</param>
public sealed record InstallationOptions(
    string DataDirectory, int Port, string RepositoryRoot, string? Database, Uri? PublicAddress = null, IdentityProvider? Provider = null,
    bool HttpsOnly = false, string? PageDatabase = null, int PasswordRounds = InstallationOptions.UsualRounds, string? AuditCopy = null,
    bool AllowsPrivatePeers = false)
{
    public const int UsualRounds = 210_000;
    private const int DefaultPort = 5080;

    private static readonly Option<string?> Data = new("--data") { Description = "data directory (default: data)", Recursive = true };
    private static readonly Option<int> ListenOn = new("--port")
    {
        Description = "port of the web server (default: 5080)",
        Recursive = true,
        DefaultValueFactory = _ => DefaultPort,
    };

    private static readonly Option<string?> ReachedAt = new("--public-address")
    {
        Description = "对外网址，写入活动证二维码 / public address, written into QR codes of certificates",
        Recursive = true,
    };

    private static readonly Option<bool> Https = new("--https-only")
    {
        Description = "只接受经 https 反向代理的访问 / answer only what came by https to the proxy in front",
        Recursive = true,
    };

    private static readonly Option<string?> AuditCopyAt = new("--audit-copy")
    {
        Description = "另处的文件，每次封存操作日志后追加一行 / a file elsewhere that gets a line after each sealing of the audit log",
        Recursive = true,
    };

    public static void AddTo(RootCommand command)
    {
        command.Options.Add(AuditCopyAt);
        command.Options.Add(ReachedAt);
        command.Options.Add(Https);
        command.Options.Add(Data);
        command.Options.Add(ListenOn);
    }

    /// <exception cref="UserError">The port is none, or the public address is no web address.</exception>
    public static InstallationOptions From(ParseResult arguments)
    {
        var root = Environment.GetEnvironmentVariable("HONGYAN_ROOT") ?? AppContext.BaseDirectory;
        var port = arguments.GetValue(ListenOn);
        if (port is < 1 or > 65535)
            throw new UserError($"端口应在 1 到 65535 之间，不能是 {port}。 / The port must be between 1 and 65535, not {port}.");
        return new InstallationOptions(
            Path.GetFullPath(arguments.GetValue(Data) ?? Path.Combine(root, "data")),
            port,
            root,
            Environment.GetEnvironmentVariable("HONGYAN_DATABASE") is { Length: > 0 } database ? database : null,
            Address(arguments.GetValue(ReachedAt) ?? Environment.GetEnvironmentVariable("HONGYAN_PUBLIC_ADDRESS")),
            IdentityProvider.FromEnvironment(),
            arguments.GetValue(Https) || Environment.GetEnvironmentVariable("HONGYAN_HTTPS_ONLY") is "1" or "true",
            Environment.GetEnvironmentVariable("HONGYAN_PAGE_DATABASE") is { Length: > 0 } pages ? pages : null,
            AuditCopy: (arguments.GetValue(AuditCopyAt) ?? Environment.GetEnvironmentVariable("HONGYAN_AUDIT_COPY")) is { Length: > 0 } copy
                ? Path.GetFullPath(copy)
                : null,
            AllowsPrivatePeers: Environment.GetEnvironmentVariable("HONGYAN_PRIVATE_PEERS") is "1" or "true");
    }

    private static Uri? Address(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UserError($"对外网址应以 https:// 或 http:// 开头，不能是 {text}。 / The public address must begin with https:// or http://, not {text}.");
}
