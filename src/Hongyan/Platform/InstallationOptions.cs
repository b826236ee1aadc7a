using System.CommandLine;

namespace Hongyan.Platform;

/// <summary>Where the installation keeps its data and where it listens; every verb takes these.</summary>
/// <param name="PageDatabase">The database as pages sign in to it, with the application's role; without one they switch to that role.</param>
/// <param name="HttpsOnly">Everybody comes through a proxy that speaks https; nothing else is answered.</param>
/// <param name="Provider">Where people may sign in instead of here, if there is such a place.</param>
/// <param name="PasswordRounds">How often a password is hashed; fewer only in tests.</param>
/// <param name="PublicAddress">Where anybody reaches this installation, for QR codes; without one they hold the bare code.</param>
public sealed record InstallationOptions(string DataDirectory, int Port, string RepositoryRoot, string? Database, Uri? PublicAddress = null, IdentityProvider? Provider = null, bool HttpsOnly = false, string? PageDatabase = null, int PasswordRounds = InstallationOptions.UsualRounds)
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

    public static void AddTo(RootCommand command)
    {
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
            Environment.GetEnvironmentVariable("HONGYAN_PAGE_DATABASE") is { Length: > 0 } pages ? pages : null);
    }

    private static Uri? Address(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UserError($"对外网址应以 https:// 或 http:// 开头，不能是 {text}。 / The public address must begin with https:// or http://, not {text}.");
}
