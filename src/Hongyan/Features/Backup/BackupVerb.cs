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
            await using var house = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            var file = arguments.GetValue(TheFile)!;
            var manifest = await new BackupWriter(house).WriteAsync(file, Tell, cancellation);
            Console.WriteLine($"已备份 {manifest.Tables.Sum(part => part.Rows)} 行到 {file}。密钥文件 secret.key 不在其中，请另外保管。 / Done. The key file secret.key is not in it: keep it elsewhere.");
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
            var manifest = await BackupReader.CheckAsync(file, cancellation);
            var options = InstallationOptions.From(arguments);
            await TakeKeyAsync(arguments.GetValue(key), options.DataDirectory, manifest, cancellation);
            await using var house = await Installation.OpenAsync(options, cancellation);
            await new BackupReader(house).ReadAsync(file, manifest, Tell, cancellation);
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

    /// <summary>Before the installation opens, for it would make a new key; a key that is not that of the backup is not taken.</summary>
    private static async Task TakeKeyAsync(string? key, string directory, Manifest manifest, CancellationToken cancellation)
    {
        var here = Path.Combine(directory, Installation.KeyFile);
        if (key is not null && !File.Exists(key))
            throw new UserError($"没有这个密钥文件：{key} / There is no such key file.");
        if (key is null && !File.Exists(here))
            throw new UserError("请用 --key 指定做备份时的密钥文件 secret.key。 / Give the key file of the backup with --key.");
        new InstallationKey(key ?? here).CheckForm();
        BackupReader.RequireKey(manifest, Secrets.FromFile(key ?? here));
        if (key is null || Path.GetFullPath(key) == Path.GetFullPath(here))
            return;
        if (File.Exists(here))
            throw new UserError($"{here} 已有密钥文件，请用 --data 指定新目录。 / There is a key file already; choose a new directory with --data.");
        Directory.CreateDirectory(directory);
        await WholeFile.WriteKeyAsync(here, await File.ReadAllBytesAsync(key, cancellation), cancellation);
    }
}
