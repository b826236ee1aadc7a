using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hongyan.Data;

/// <summary>Says that what an organisation owes, or who is away from it, has changed since it was counted.</summary>
public sealed class OrganizationFiguresMark
{
    public required Guid Id { get; init; }
    public required string OrgPath { get; init; }
}

/// <summary>Whatever changes a figure of the overviews leaves its marks in the same transaction, among the same statements.</summary>
public sealed partial class HongyanDb
{
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Mark();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Mark();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void Mark()
    {
        var paths = new HashSet<string>();
        foreach (var entry in ChangeTracker.Entries()) // which looks for changes first
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
                continue;
            if (entry is { Entity: Member member, State: not EntityState.Deleted } && Differs(entry, nameof(Member.IdTail)))
                entry.Property(Member.IdEnd).CurrentValue = Secrets.HashEnd(member.IdTail);
            foreach (var path in Touched(entry).OfType<string>())
                paths.Add(path);
        }
        foreach (var path in paths)
            Add(new OrganizationFiguresMark { Id = Guid.CreateVersion7(), OrgPath = path });
    }

    /// <summary>The organisations with other figures than before: those that are concerned now, and those that were.</summary>
    private static IEnumerable<string?> Touched(EntityEntry entry) => entry.Entity switch
    {
        KeptDuty when Differs(entry, nameof(KeptDuty.OpensOn), nameof(KeptDuty.DueOn), nameof(KeptDuty.DoneOn),
            nameof(KeptDuty.LateOn), nameof(KeptDuty.MissedOn),
            nameof(KeptDuty.MootOn), nameof(KeptDuty.WaivedOn),
            nameof(KeptDuty.OrgPath), nameof(KeptDuty.HomePath), nameof(KeptDuty.HostPath)) => BeforeAndAfter(entry, nameof(KeptDuty.OrgPath)),
        Sojourn when Differs(entry, nameof(Sojourn.HomePath), nameof(Sojourn.HostPath), nameof(Sojourn.HostAt), nameof(Sojourn.DepartedOn),
            nameof(Sojourn.EndedOn)) =>
            [.. BeforeAndAfter(entry, nameof(Sojourn.HomePath)), .. BeforeAndAfter(entry, nameof(Sojourn.HostPath)),
                .. BeforeAndAfter(entry, nameof(Sojourn.HostAt))],
        _ => [],
    };

    private static bool Differs(EntityEntry entry, params ReadOnlySpan<string> names)
    {
        if (entry.State != EntityState.Modified)
            return true;
        foreach (var name in names)
        {
            if (entry.Property(name).IsModified)
                return true;
        }
        return false;
    }

    private static string?[] BeforeAndAfter(EntityEntry entry, string name)
    {
        var property = entry.Property(name);
        return [(string?)property.OriginalValue, (string?)property.CurrentValue];
    }
}
