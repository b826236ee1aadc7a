using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>What writing to a stay needs is read in the round trip that holds it, and after it is held.</summary>
public sealed class HoldingTests : IAsyncLifetime
{
    private Village village = null!;
    private Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲", host: Village.Host);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Who_waited_for_a_stay_reads_what_was_written_meanwhile()
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var recording = Of(db);
        var held = (await recording.HoldAsync(stay.MemberId, stay.Id, Stop))!;
        var others = Task.Run(ReadAsync, Stop);
        await WaitUntilAsync(db, $"select exists (select from pg_locks where not granted) as \"Value\"");
        Assert.True(await recording.AddAsync(held, [Reached("谈了近况")], Stop));
        await recording.SaveAsync(Stop);
        await transaction.CommitAsync(Stop);
        var (records, duties, member) = await others;
        Assert.Single(records, one => one is Contact { Note: "谈了近况" });
        Assert.Contains(duties, duty => duty.ClosedBy == "contact");
        Assert.Equal(Village.Today, member);

        async Task<(List<SojournEvent>, List<KeptDuty>, DateOnly?)> ReadAsync()
        {
            await using var other = village.Installation.Db();
            await using var second = await other.Database.BeginTransactionAsync(Stop);
            var reading = Of(other);
            var found = (await reading.HoldAsync(stay.MemberId, stay.Id, Stop))!;
            return ([.. await reading.EventsAsync(found, Stop)], [.. reading.DutiesOf(found)], other.Members.Local.Single().DetailsOn);
        }
    }

    [Fact]
    public async Task A_record_is_read_and_saved_in_two_round_trips()
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var recording = Of(db);
        using var statements = new Statements();
        var held = (await recording.HoldAsync(stay.MemberId, stay.Id, Stop))!;
        Assert.Single(statements.Take());
        Assert.True(await recording.AddAsync(held, [Reached("谈了近况")], Stop));
        Assert.Empty(statements.Take());
        await recording.SaveAsync(Stop);
        Assert.Single(statements.Take());
    }

    [Fact]
    public async Task A_stay_out_of_sight_is_not_held()
    {
        await using var db = village.Installation.Instance.OpenPageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, Acting.As(Roles.Secretary, Village.Neighbour), Stop);
        Assert.Null(await Of(db).HoldAsync(stay.MemberId, stay.Id, Stop));
        Assert.Empty(db.ChangeTracker.Entries());
    }

    private Recording Of(HongyanDb db) => new RecordServices(village.Installation.Instance, db).Recording;

    private static Contact Reached(string note) =>
        new() { On = Village.Today, By = Side.Home, Means = "phone", Topic = "general", Note = note };

    private static async Task WaitUntilAsync(HongyanDb db, FormattableString question)
    {
        while (!await db.Database.SqlQuery<bool>(question).SingleAsync(Stop))
            await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
    }
}
