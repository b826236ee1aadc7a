using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>Receives the guests of a demonstration, each act on its day.</summary>
internal sealed class DemoDoor(HongyanDb db, RecordServices writing)
{
    public async Task<Sojourn> ReceiveAsync(
        string name, string sex, string phone, SojournFacts facts, ReportedIn arrived, SojournEvent[] since, string writer, CancellationToken cancellation,
        DateOnly? born = null, string status = "unknown")
    {
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            HomePath = null,
            Name = name,
            Sex = sex,
            Born = born,
            Status = status,
            Category = DuesRates.Unsaid,
            Phone = phone,
            DetailsOn = arrived.On,
        };
        db.Members.Add(member);
        var stay = await writing.Recording.OpenAsync(member, arrived with { Typed = arrived.On }, facts, cancellation);
        await SaveAsync(writer, cancellation);
        if ((await writing.Recording.AddAsync(stay, [.. since.Select(happened => happened with { Typed = happened.On })], cancellation)).Refusal is { } refusal)
            throw new InvalidOperationException($"The guest {name} cannot go the way it is planned: {refusal.Text}.");
        await SaveAsync(writer, cancellation);
        return stay;
    }

    /// <summary>Records are dated as if they had been typed on their day.</summary>
    public async Task SaveAsync(string writer, CancellationToken cancellation)
    {
        foreach (var entry in db.ChangeTracker.Entries<Record>().Where(entry => entry.State == EntityState.Added))
        {
            entry.Property(record => record.OrgPath).CurrentValue = writer;
            entry.Property(record => record.RecordedAt).CurrentValue = new DateTimeOffset(entry.Entity.OnDate.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        }
        foreach (var entry in db.ChangeTracker.Entries<AuditEntry>().ToList())
            entry.State = EntityState.Detached;
        await db.SaveChangesAsync(cancellation);
    }
}
