using Microsoft.EntityFrameworkCore;

namespace Hongyan.Data;

/// <summary>What is signed for strangers, and what strangers signed.</summary>
public sealed partial class HongyanDb
{
    public DbSet<InstallationSigningKey> InstallationKeys => Set<InstallationSigningKey>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PinnedRoot> PinnedRoots => Set<PinnedRoot>();
    public DbSet<PinnedList> PinnedLists => Set<PinnedList>();

    private static void ForStrangers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InstallationSigningKey>().ToTable("installation_key").HasKey(k => k.Kid);
        modelBuilder.Entity<Publication>().ToTable("publication").HasKey(p => p.Name);
        modelBuilder.Entity<PinnedRoot>().ToTable("pinned_root");
        modelBuilder.Entity<PinnedList>().ToTable("pinned_list").HasKey(l => new { l.RootId, l.Uri });
        modelBuilder.Entity<PinnedList>().HasOne<PinnedRoot>().WithMany().HasForeignKey(l => l.RootId);
    }
}
