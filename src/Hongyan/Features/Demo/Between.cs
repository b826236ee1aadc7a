using Hongyan.Data;
using Hongyan.Features.Transfers;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>What passes between the sides in the demonstration: words, a letter that waits to be read, conversions, and transfers under way.</summary>
internal sealed class Between(HongyanDb db, RecordServices writing, DateOnly today, DateTimeOffset now, Func<Task> save)
{
    private const int SeenAfterDays = 14;
    private const string Committee = "001.001";

    public async Task FillAsync(IReadOnlyList<Sojourn> stays, CancellationToken cancellation)
    {
        var shared = stays.Where(stay => stay is { State: "placed", HomePath: DemoOrganizations.HomeBranch, HostPath: DemoOrganizations.HostBranch }).ToList();
        await AddAsync(shared[^1],
        [
            new Message { On = today.AddDays(-20), From = Writer.Home, Text = "该同志的父亲近日住院，请多关心。" },
            new Message { On = today.AddDays(-3), From = Writer.Host, Text = "已走访，本人情绪稳定，下周请假回乡。" },
        ], cancellation);
        await LetterAsync(shared[0], DemoOrganizations.HostBranch[..7], cancellation);
        await LetterAsync(stays.First(stay => stay.State == "placed" && stay.HostPath is null
            && !Writers.Within(stay.HomePath, DemoOrganizations.HomeBranch[..7])), DemoOrganizations.HomeBranch[..7], cancellation);
        await ApproveAsync(stays, cancellation);
        await db.Database.ExecuteSqlAsync($"""
            update exchange set written_at = least((on_date + time '02:00') at time zone 'UTC', {now}),
              home_seen_at = coalesce(home_seen_at, case when on_date < {today.AddDays(-SeenAfterDays)} then {now} end),
              host_seen_at = coalesce(host_seen_at, case when on_date < {today.AddDays(-SeenAfterDays)} then {now} end)
            """, cancellation);
        // one letter at least waits for the secretary of the sign-in
        await db.Database.ExecuteSqlAsync($"""
            update exchange set home_seen_at = null where id = (
              select id from exchange where home_path = {DemoOrganizations.HomeBranch} and kind = 'letter' and writer = 'host' and host_path is not null
                order by on_date desc limit 1)
            """, cancellation);
    }

    /// <summary>The committee of a stay's home issues a letter to another committee.</summary>
    private async Task LetterAsync(Sojourn stay, string to, CancellationToken cancellation)
    {
        var receiver = await db.Organizations.FirstAsync(o => o.Path == to, cancellation);
        var (letter, on) = (Guid.CreateVersion7(), today.AddDays(-4));
        var taken = await writing.Recording.WriteAsync(stay,
        [
            Entry.New(new TransferConditionMet { On = today.AddDays(-18), Rule = "contract", Note = "劳动合同一年" }),
            Entry.New(new TransferUrged { On = today.AddDays(-16) }),
            Entry.New(new TransferStarted { On = today.AddDays(-9) }),
            new Entry(letter, new TransferLetterIssued
            {
                On = on,
                Letter = letter,
                Number = await NumberSeries.TransferLetter.NextAsync(db, stay.HomePath![..Committee.Length], on.Year, cancellation),
                To = receiver.Name,
                ToPath = to,
                ValidDays = 30,
                DuesPaidTo = Period.OfMonth(today.AddMonths(-1)).Name,
            }),
        ], cancellation);
        if (!taken)
            throw new InvalidOperationException("The letter of transfer cannot be issued as planned.");
        await save();
    }

    /// <summary>Of the conversions that were decided, those two weeks old are approved.</summary>
    private async Task ApproveAsync(IReadOnlyList<Sojourn> stays, CancellationToken cancellation)
    {
        foreach (var stay in stays.Where(stay => stay.EndedOn is null))
        {
            var decided = (await writing.Recording.EventsAsync(stay, cancellation)).OfType<ConversionDecided>().FirstOrDefault();
            if (decided?.On.AddDays(SeenAfterDays) <= today)
                await AddAsync(stay, [new ConversionApproved { On = decided.On.AddDays(SeenAfterDays), Note = "雁城镇委〔示范〕12号" }], cancellation);
        }
    }

    private async Task AddAsync(Sojourn stay, IReadOnlyCollection<SojournEvent> happened, CancellationToken cancellation)
    {
        if (!await writing.Recording.AddAsync(stay, happened, cancellation))
            throw new InvalidOperationException($"The stay in {stay.HomePath} does not take {happened.Count} more records.");
        await save();
    }
}
