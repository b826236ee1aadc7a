using Hongyan.Data;
using Hongyan.Features.Backup;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>What a restore brings back sends nothing, even where the program ends right after its commit.</summary>
public sealed class RestoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_installation_sends_nothing_from_the_moment_it_stands()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲"]);
        var (home, directory) = (pair.Home.Installation.Instance, Directory.CreateTempSubdirectory("hongyan-restore-"));
        try
        {
            var file = Path.Combine(directory.FullName, "county.backup");
            await new BackupWriter(home).WriteAsync(file, progress: null, Stop);
            await using var other = await TestInstallation.NewAsync(Village.Today, Path.Combine(home.DataDirectory, Installation.KeyFile));
            var manifest = await BackupReader.CheckAsync(file, other.Instance.Secrets, Stop);
            var reader = new BackupReader(other.Instance) { Committed = () => throw new OperationCanceledException("the program ends") };
            await Assert.ThrowsAsync<OperationCanceledException>(() => reader.ReadAsync(file, manifest, progress: null, Stop));
            await using var db = other.Db();
            var peer = await db.Peers.AsNoTracking().SingleAsync(Stop);
            Assert.Equal(Peer.Active, peer.State);
            Assert.True((await db.ExchangeLines.AsNoTracking().SingleAsync(Stop)).OutPaused);
            await new Carrier(other.Instance).ExportAsync(peer.Id, Stop);
            Assert.Equal(SentMessage.Queued, (await db.SentMessages.AsNoTracking().OrderBy(one => one.Number).LastAsync(Stop)).State);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
