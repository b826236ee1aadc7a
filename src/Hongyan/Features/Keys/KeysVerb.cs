using System.CommandLine;
using Hongyan.Platform;

namespace Hongyan.Features.Keys;

/// <summary>`keys add` and `keys renew`: a new key for sensitive columns, while the server runs.</summary>
internal static class KeysVerb
{
    public static Command Create()
    {
        var add = new Command("add", "在密钥文件里加一把新密钥，此后用它加密 / add a key to the key file, which encrypts from now on");
        add.SetAction(async (arguments, cancellation) => await AddAsync(InstallationOptions.From(arguments), cancellation));
        var renew = new Command("renew", "用当前密钥重新加密旧内容，可随时中断再来 / encrypt with the present key what older ones encrypted; may be stopped and begun again");
        renew.SetAction(async (arguments, cancellation) => await RenewAsync(InstallationOptions.From(arguments), cancellation));
        return new Command("keys", "敏感信息的密钥 / the keys of sensitive columns") { add, renew };
    }

    private static async Task<int> AddAsync(InstallationOptions options, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await installation.Secrets.AddKeyAsync(cancellation);
        await new InstallationKey(Path.Combine(options.DataDirectory, Installation.KeyFile)).KeepAsync(installation.DataSource, cancellation);
        await NoteAsync(installation, "key-added", new { key = installation.Secrets.Current }, cancellation);
        Console.WriteLine($"已加第 {installation.Secrets.Current} 把密钥。请另存密钥文件；有几台服务器的，先把它复制到每一台，再运行 keys renew。 / "
            + $"Key {installation.Secrets.Current} added. Keep a copy of the key file elsewhere; "
            + "with several servers, copy it to each of them before keys renew.");
        return 0;
    }

    private static async Task<int> RenewAsync(InstallationOptions options, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await Task.Delay(Secrets.Notice, cancellation); // until every server that has the file open encrypts with its last key
        var all = await new Renewal(installation).RunAsync((table, count) => Console.WriteLine($"  {table}: {count}"), cancellation);
        await NoteAsync(installation, "keys-renewed", new { key = installation.Secrets.Current, values = all }, cancellation);
        Console.WriteLine($"已重新加密 {all} 项。 / {all} values encrypted anew.");
        return 0;
    }

    private static async Task NoteAsync(Installation installation, string act, object details, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        new Audit(db, new Actor(principal: null)).Note(act, details: details);
        await db.SaveChangesAsync(cancellation);
    }
}
