using System.Diagnostics;
using Hongyan.Platform;

namespace Hongyan.Tests.Operation;

/// <summary>A real file system without room. Only root mounts one; without it these tests are left out, and say so.</summary>
[Trait("part", "night")]
public sealed class FullDiskTests : IDisposable
{
    private readonly string place = Directory.CreateTempSubdirectory("hongyan-full-").FullName;
    private string? mounted;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (mounted is not null) Run("umount", "-l", mounted);
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task A_first_start_without_room_leaves_nothing_half_made()
    {
        var disk = Mount("8m");
        (await VerifyAsync(disk)).IsRefusal("磁盘已满");
        Assert.False(Directory.Exists(Path.Combine(disk, "postgres")));
        Assert.False(Directory.Exists(Path.Combine(disk, "postgres.new")));
        Assert.False(File.Exists(Path.Combine(disk, Installation.KeyFile)));
    }

    [Fact]
    public async Task A_key_that_finds_no_room_is_not_left_half_written()
    {
        var disk = Mount("4k");
        await FillAsync(disk);
        (await VerifyAsync(disk, await TestCluster.NewDatabaseAsync())).IsRefusal("磁盘已满", Installation.KeyFile);
        Assert.Equal(["filler"], Directory.EnumerateFileSystemEntries(disk).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_start_on_a_disk_that_filled_up_does_no_harm()
    {
        var disk = Mount("300m");
        Assert.Equal(0, (await VerifyAsync(disk)).Code);
        var filler = await FillAsync(disk);
        (await VerifyAsync(disk)).IsRefusal("磁盘已满");
        Assert.False(File.Exists(Path.Combine(disk, "postgres", "postmaster.pid")));
        File.Delete(filler);
        Assert.Equal(0, (await VerifyAsync(disk)).Code);
    }

    [Fact]
    public async Task A_backup_or_an_export_without_room_leaves_the_old_file_and_no_half_one()
    {
        var disk = Mount("16k");
        var (data, database) = (Path.Combine(place, "data"), await TestCluster.NewDatabaseAsync());
        foreach (var (file, command) in new[] { ("county.zip", "backup"), ("keys.json", "verify") })
        {
            var path = Path.Combine(disk, file);
            await File.WriteAllTextAsync(path, "an older one", Cancellation);
            var filler = await FillAsync(disk);
            string[] asked = command == "backup" ? ["backup", path] : ["verify", "--export-keys", path];
            (await CommandOutcome.ByAsync([.. asked, "--data", data], database)).IsRefusal("磁盘已满", path);
            Assert.Equal("an older one", await File.ReadAllTextAsync(path, Cancellation));
            File.Delete(filler);
            Assert.Equal([file], Directory.EnumerateFileSystemEntries(disk).Select(Path.GetFileName));
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said()
    {
        var disk = Mount("1m");
        Run("mount", "-o", "remount,ro", disk);
        (await VerifyAsync(Path.Combine(disk, "data"))).IsRefusal(disk);
        (await VerifyAsync(disk)).IsRefusal(disk);
    }

    private static Task<CommandOutcome> VerifyAsync(string data, string? database = null) =>
        CommandOutcome.ByAsync(["audit", "verify", "--data", data], database);

    private string Mount(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root mounts a small disk.");
        var disk = Directory.CreateDirectory(Path.Combine(place, "disk")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", $"size={size},mode=755", "tmpfs", disk), "No disk can be mounted here.");
        return mounted = disk;
    }

    private static async Task<string> FillAsync(string disk)
    {
        var filler = Path.Combine(disk, "filler");
        await using var file = new FileStream(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) await file.WriteAsync(new byte[4096], Cancellation);
        }
        catch (IOException)
        {
            return filler;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
