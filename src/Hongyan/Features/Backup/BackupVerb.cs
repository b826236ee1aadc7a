using System.CommandLine;
using Hongyan.Platform;

namespace Hongyan.Features.Backup;

/// <summary>`backup FILE` and `restore FILE`.</summary>
internal static class BackupVerb
{
    private static readonly Argument<string> TheFile = new("FILE") { Description = "备份文件 / the backup" };

    public static Command CreateBackup()
    {
        var command = new Command("backup", "把全部数据备份到一个文件，不影响正在使用的人 / everything into one file, while people work") { TheFile };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            var file = arguments.GetValue(TheFile)!;
            var manifest = await new BackupWriter(installation).WriteAsync(file, Tell, cancellation);
            Console.WriteLine($"已加密备份 {manifest.Tables.Sum(part => part.Rows)} 行到 {file}。恢复要用标记为 {manifest.Key} 的密钥文件 secret.key，它不在其中，请另外保管。"
                + $" / Done, encrypted. Only the key file marked {manifest.Key} opens it, and it is not in it: keep a copy of secret.key elsewhere.");
            return 0;
        });
        return command;
    }

    public static Command CreateRestore()
    {
        var key = new Option<string?>("--key") { Description = "原来的密钥文件 secret.key / the old key file" };
        var command = new Command("restore", "把备份恢复到空的安装 / bring a backup into an empty installation") { TheFile, key };
        command.SetAction(async (arguments, cancellation) =>
        {
            var file = arguments.GetValue(TheFile)!;
            if (!File.Exists(file))
                throw new UserError($"没有这个文件：{file} / There is no such file.");
            var options = InstallationOptions.From(arguments);
            var keyFile = KeyFileOf(arguments.GetValue(key), options.DataDirectory, file);
            var manifest = await BackupReader.CheckAsync(file, Secrets.FromFile(keyFile), cancellation);
            await TakeKeyAsync(keyFile, options.DataDirectory, cancellation);
            await using var installation = await Installation.OpenAsync(options, cancellation, manifest.Migrations);
            await new BackupReader(installation).ReadAsync(file, manifest, Tell, cancellation);
            Console.WriteLine($"已恢复 {manifest.Tables.Sum(part => part.Rows)} 行（备份于 {manifest.At.ToLocalTime():yyyy-MM-dd HH:mm}）。 / Restored.");
            return 0;
        });
        return command;
    }

    private static void Tell(TablePart part)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine($"  {part.Table}: {part.Rows}");
    }

    private static string KeyFileOf(string? key, string directory, string backup)
    {
        var here = Path.Combine(directory, Installation.KeyFile);
        if (key is not null && !File.Exists(key))
            throw new UserError($"没有这个密钥文件：{key} / There is no such key file.");
        if (key is null && !File.Exists(here))
        {
            using var file = File.OpenRead(backup);
            var (zh, en) = BackupHeader.Of(file) is { } header
                ? ($"（标记为 {header.Mark}，至少 {header.Number} 把密钥）", $", marked {header.Mark}, with {header.Number} keys at least,")
                : ("", "");
            throw new UserError($"请用 --key 指定做备份时的密钥文件 secret.key{zh}。 / Give the key file of the backup{en} with --key.");
        }
        new InstallationKey(key ?? here).CheckForm();
        return key ?? here;
    }

    /// <summary>Before the installation opens, for it would make a new key.</summary>
    private static async Task TakeKeyAsync(string key, string directory, CancellationToken cancellation)
    {
        var here = Path.Combine(directory, Installation.KeyFile);
        if (Path.GetFullPath(key) == Path.GetFullPath(here))
            return;
        if (File.Exists(here))
            throw new UserError($"{here} 已有密钥文件，请用 --data 指定新目录。 / There is a key file already; choose a new directory with --data.");
        Directory.CreateDirectory(directory);
        await WholeFile.WriteKeyAsync(here, await File.ReadAllBytesAsync(key, cancellation), cancellation);
    }
}
