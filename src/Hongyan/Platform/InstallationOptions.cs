using System.CommandLine;

namespace Hongyan.Platform;

/// <summary>Where the installation keeps its data and where it listens; every verb takes these.</summary>
public sealed record InstallationOptions(string DataDirectory, int Port, string RepositoryRoot, string? Database)
{
    private const int DefaultPort = 5080;

    private static readonly Option<string?> Data = new("--data") { Description = "data directory (default: data)", Recursive = true };
    private static readonly Option<int> ListenOn = new("--port")
    {
        Description = "port of the web server (default: 5080)",
        Recursive = true,
        DefaultValueFactory = _ => DefaultPort,
    };

    public static void AddTo(RootCommand command)
    {
        command.Options.Add(Data);
        command.Options.Add(ListenOn);
    }

    /// <exception cref="UserError">The port is none.</exception>
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
            Environment.GetEnvironmentVariable("HONGYAN_DATABASE") is { Length: > 0 } database ? database : null);
    }
}
