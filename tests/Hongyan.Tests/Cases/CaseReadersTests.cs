using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Cases;

/// <summary>Between two sides, as the role of the pages: who reads what, what is taken back by whom, and what becomes of the duties.</summary>
public sealed class CaseReadersTests : IAsyncLifetime
{
    private readonly Actor one = Acting.As(Roles.Clerk, Village.HomeCommittee);
    private readonly Actor colleague = Acting.As(Roles.Clerk, Village.HomeCommittee);
    private readonly Actor other = Acting.As(Roles.Clerk, Village.HostCommittee);
    private Village village = null!;
    private KeptCase parley = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.Installation.AddOrganizationAsync("009", "外县组织部", "organization-department");
        parley = await ActAsync(one, async (db, writing) =>
        {
            string[] committees = [Village.HomeCommittee, Village.HostCommittee];
            var places = await db.Organizations.AsNoTracking().Where(o => committees.Contains(o.Path)).OrderBy(o => o.Path).ToListAsync(Stop);
            List<PartyHere> parties = [.. places.Zip([Parley.One, Parley.Other],
                (place, side) => new PartyHere(side, place.Id, place.Path, place.Name, place.Kind, false))];
            var proposed = new ParleyProposed { On = Village.Today, By = Parley.One };
            var (opened, answer) = await writing.CaseRecording.OpenAsync(Parley.Kind, parties, proposed, Stop);
            Assert.True(answer);
            return opened;
        });
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task What_one_side_keeps_to_itself_is_told_to_the_other_without_a_word_and_moves_the_case_for_both()
    {
        await TellAsync(one, new ParleyNoted { On = Village.Today, By = Parley.One, Text = "只给自己看" });
        var own = await SeenAsync(one);
        Assert.Contains(own.Rows, row => row.Data.Contains("只给自己看", StringComparison.Ordinal));
        var seen = await SeenAsync(other);
        Assert.Equal(own.Rows.Select(row => (row.Id, row.Type)), seen.Rows.Select(row => (row.Id, row.Type)));
        Assert.Equal((2, "proposed"), (seen.Told.Events.Count, seen.Told.AsOf(Village.Today).State));
        Assert.DoesNotContain(seen.Rows, row => row.Data.Contains("只给自己看", StringComparison.Ordinal));
        Assert.True(seen.Rows.Single(row => row.Type == ParleyNoted.Type.Name).IsUnread);
        Assert.Equal([ParleyProposed.Type.Name],
            await ActAsync(other, (_, writing) => Task.FromResult(writing.CaseRecording.TimelineOf(seen).Select(row => row.Row.Type).ToList())));
        await TellAsync(other, new ParleyAnswered { On = Village.Today, By = Parley.Other }); // told whole, although he cannot read it whole
        Assert.Equal("running", await ActAsync(one, async (db, _) => (await db.Cases.SingleAsync(Stop)).State));
        Assert.Equal(Village.Today, await ActAsync(one, async (db, _) => (await db.Duties.SingleAsync(Stop)).DoneOn));
        Assert.Empty(await ActAsync(Acting.As(Roles.Department, "009"),
            (db, _) => db.Database.SqlQuery<Guid>($"select id as \"Value\" from case_unread({parley.OwnerId}, {parley.Id})").ToListAsync(Stop)));
        Assert.Equal(3, (await SeenAsync(Acting.As(Roles.Department, Village.County))).Rows.Count(row => !row.IsUnread)); // above both
    }

    [Fact]
    public async Task A_member_reads_what_is_about_him_from_the_step_on_that_tells_him()
    {
        var stay = await village.AwayAsync("测试甲");
        var (self, stranger) = (Acting.As(Roles.Member, member: stay.MemberId), Acting.As(Roles.Member, member: Guid.CreateVersion7()));
        await TellAsync(one, new ParleyNoted { On = Village.Today, By = Parley.One, Text = "先不告诉", Member = stay.MemberId });
        Assert.Equal(0, await ReadAsync(self));
        await TellAsync(one, new ParleyTold { On = Village.Today, By = Parley.One });
        Assert.Equal(1, await ReadAsync(self));
        Assert.Equal(0, await ReadAsync(stranger));
        await TellAsync(one, new ParleyNoted { On = Village.Today, By = Parley.One, Text = "已经告诉", Member = stay.MemberId });
        Assert.Equal(2, await ReadAsync(self));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ActAsync(self, async (db, _) => await db.Database.ExecuteSqlAsync(
            $"""
            insert into record (owner_id, id, case_id, case_kind, on_date, type, side, data, recorded_at, party_above, about_member_id)
            select owner_id, gen_random_uuid(), case_id, case_kind, on_date, type, side, data, recorded_at, party_above, about_member_id
            from record where case_kind <> 'sojourn' limit 1
            """, Stop)));
        Assert.Equal("42501", refused.SqlState); // he reads, and writes nothing

        Task<int> ReadAsync(Actor actor) => ActAsync(actor, (db, _) => db.CaseRecords().CountAsync(Stop));
    }

    [Fact]
    public async Task A_struck_answer_opens_its_duty_again_and_a_struck_cause_takes_it_away_under_any_policy()
    {
        await TellAsync(other, new ParleyAnswered { On = Village.Today, By = Parley.Other });
        var followed = await UndoAsync(one, ParleyProposed.Type.Name);
        Assert.Equal(("refusal.undo.followed", ParleyAnswered.Type.Name), (followed.Refusal!.Text, followed.Refusal.Other));
        Assert.Null((await UndoAsync(other, ParleyAnswered.Type.Name)).Refusal);
        var duty = await ActAsync(one, (db, _) => db.Duties.AsNoTracking().SingleAsync(Stop));
        Assert.Equal((null, "proposed"), (duty.DoneOn, (await SeenAsync(other)).Told.AsOf(Village.Today).State));
        await using (var db = village.Installation.Db())
            await db.Database.ExecuteSqlAsync($"update duty set profile = 'another@1'", Stop);
        Assert.Null((await UndoAsync(one, ParleyProposed.Type.Name)).Refusal);
        Assert.Empty(await ActAsync(one, (db, _) => db.Duties.ToListAsync(Stop)));
        Assert.Equal("draft", await ActAsync(one, async (db, _) => (await db.Cases.SingleAsync(Stop)).State));
    }

    [Fact]
    public async Task What_the_other_side_answered_to_is_put_right_by_two_persons_of_one_side()
    {
        await TellAsync(one, new ParleyNoted { On = Village.Today, By = Parley.One, Text = "错" });
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(1));
        await TellAsync(other, new ParleyAnswered { On = Village.Today, By = Parley.Other });
        Assert.True((await UndoAsync(one, ParleyNoted.Type.Name, new ParleyNoted { On = Village.Today.AddDays(-1), By = Parley.One, Text = "对" })).IsAsked);
        Assert.Equal("refusal.undo.asked", (await UndoAsync(colleague, ParleyNoted.Type.Name)).Refusal!.Text);
        var asked = (await SeenAsync(one)).Rows.Single(row => row.AsksId is not null);
        foreach (var (actor, refusal) in new[] { (one, "refusal.undo.second"), (other, "refusal.undo.party"), (colleague, null) })
        {
            var answer = await ActAsync(actor, async (db, writing) =>
            {
                var held = await HeldAsync(db, writing);
                return await writing.CaseRecording.ConfirmAsync(held, asked, Stop);
            });
            Assert.Equal(refusal, answer.Refusal?.Text);
        }
        var noted = Assert.Single((await SeenAsync(one)).Told.Events.OfType<ParleyNoted>());
        Assert.Equal((Village.Today.AddDays(-1), Village.Today, "对"), (noted.On, noted.Typed, noted.Text));
        Assert.True((await UndoAsync(one, ParleyNoted.Type.Name)).IsAsked); // a correction makes it no new record
    }

    private async Task TellAsync(Actor actor, PartyEvent happened) => Assert.True(await ActAsync(actor, async (db, writing) =>
        await writing.CaseRecording.AddAsync((await writing.CaseRecording.HoldAsync(parley.OwnerId, parley.Id, Stop))!, happened, Stop)));

    private Task<UndoAnswer> UndoAsync(Actor actor, string type, PartyEvent? instead = null) => ActAsync(actor, async (db, writing) =>
    {
        var held = await HeldAsync(db, writing);
        var row = held.Rows.Last(row => row.Type == type && CaseRows.LaterThan(row, held.Rows) is null);
        return await writing.CaseRecording.UndoAsync(held, row, instead, "登记有误", Stop);
    });

    private async Task<HeldCase> HeldAsync(HongyanDb db, RecordServices writing) =>
        await writing.CaseRecording.ReadAsync((await writing.CaseRecording.HoldAsync(parley.OwnerId, parley.Id, Stop))!, Stop);

    private Task<HeldCase> SeenAsync(Actor actor) => ActAsync(actor, HeldAsync);

    /// <summary>As a request does: in the role of the pages, within the actor's scope, saved and committed at its end.</summary>
    private async Task<T> ActAsync<T>(Actor actor, Func<HongyanDb, RecordServices, Task<T>> act)
    {
        var installation = village.Installation.Instance;
        await using var db = installation.OpenPageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, actor, Stop);
        var answer = await act(db, new RecordServices(db, installation.Policy, installation.Secrets, installation.Clock, actor));
        await db.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return answer;
    }
}
