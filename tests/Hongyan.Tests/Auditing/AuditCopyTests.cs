using Hongyan.Features.Auditing;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Auditing;

/// <summary>A second record elsewhere of where the log ended: it speaks even when database, row and file were all set back together.</summary>
public sealed class AuditCopyTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("hongyan-copy-").FullName;
    private TestInstallation installation = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Copy => Path.Combine(directory, "audit.copy");

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync(new DateOnly(2026, 11, 20), auditCopy: Copy);
        await ActAsync(4);
    }

    public async ValueTask DisposeAsync()
    {
        await installation.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task It_grows_by_a_line_with_each_sealing()
    {
        await ActAsync(2);
        await new AuditChain(installation.Instance).SealAsync(Stop); // nothing new
        Assert.Equal([4L, 6L], File.ReadLines(Copy).Select(line => AuditHead.Parse(line)!.No));
        Assert.Empty(await FaultsAsync());
    }

    [Fact]
    public async Task Log_row_and_file_set_back_together_are_named_by_it()
    {
        var file = AuditHeads.FileOf(installation.Instance.DataDirectory);
        var old = await File.ReadAllTextAsync(file, Stop);
        await DoAsync("create table kept as select * from audit_head");
        await ActAsync(3);
        await DoAsync("delete from audit_entry where no > 4; delete from audit_head; insert into audit_head select * from kept");
        await File.WriteAllTextAsync(file, old, Stop);
        Assert.Equal(["row-behind 4-7", "file-behind 4-7", "missing 5-7"], await FaultsAsync());
    }

    [Fact]
    public async Task It_is_named_when_it_is_gone_cut_or_forged()
    {
        var whole = await File.ReadAllTextAsync(Copy, Stop);
        await ActAsync(2);
        installation.Clock.Forward(TimeSpan.FromMinutes(2));
        await File.WriteAllTextAsync(Copy, whole, Stop);
        Assert.Equal(["copy-behind 4-6"], await FaultsAsync());
        await File.WriteAllTextAsync(Copy, whole.Replace("4 ", "5 ", StringComparison.Ordinal), Stop);
        Assert.Contains("copy-forged 1-1", await FaultsAsync());
        File.Delete(Copy);
        Assert.Equal(["copy-missing 0-0"], await FaultsAsync());
    }

    private async Task ActAsync(int count)
    {
        await using var db = installation.Db();
        var audit = new Audit(db, new Actor(principal: null));
        for (var i = 0; i < count; i++)
            audit.Note("tried", $"subject-{i}");
        await db.SaveChangesAsync(Stop);
        await new AuditChain(installation.Instance).SealAsync(Stop);
    }

    private async Task<IEnumerable<string>> FaultsAsync() =>
        (await new AuditChain(installation.Instance).VerifyAsync(Stop)).Faults.Select(fault => $"{fault.What} {fault.From}-{fault.To}");

    private async Task DoAsync(string sql)
    {
        await using var db = installation.Db();
        await db.Database.ExecuteSqlRawAsync(sql, Stop);
    }
}
