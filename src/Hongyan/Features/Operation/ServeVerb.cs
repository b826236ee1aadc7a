using System.CommandLine;
using System.Net.Sockets;
using System.Xml;
using System.Xml.Linq;
using Hongyan.Platform;

namespace Hongyan.Features.Operation;

/// <summary>`serve`: the web server, until Ctrl-C.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var command = new Command("serve", "启动网站 / start the web server");
        command.SetAction(async (arguments, cancellation) => await ServeAsync(InstallationOptions.From(arguments), cancellation));
        return command;
    }

    public static async Task<int> ServeAsync(InstallationOptions options, CancellationToken cancellation)
    {
        RefuseTakenPort(options.Port);
        await using var installation = await Installation.OpenAsync(options, cancellation);
        RefuseBrokenKeys(Web.CookieKeys(installation));
        var address = $"http://127.0.0.1:{options.Port}";
        var words = new List<string>();
        foreach (var feature in Manifests.All)
        {
            if (await feature.BeginAsync(installation, address, cancellation) is { } said) words.Add(said);
        }
        await using var app = Web.Build(installation, address);
        await app.StartAsync(cancellation);
        Console.WriteLine($"鸿雁 Hongyan: {address}");
        words.ForEach(Console.WriteLine);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    /// <summary>The keys that seal cookies and forms: with a broken one every page would fail.</summary>
    private static void RefuseBrokenKeys(DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles("*.xml"))
        {
            try
            {
                XDocument.Load(file.FullName);
            }
            catch (XmlException)
            {
                throw new UserError($"登录用的密钥文件 {file} 已损坏：请删除它再启动，所有人需要重新登录。 / "
                    + $"The key file of sign-ins, {file}, is damaged: delete it and start again; everybody signs in anew.");
            }
        }
    }

    private static void RefuseTakenPort(int port)
    {
        try
        {
            using var probe = new TcpListener(System.Net.IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException)
        {
            throw new UserError($"端口 {port} 已被占用，请用 --port 换一个。 / Port {port} is in use; choose another with --port.");
        }
    }
}
