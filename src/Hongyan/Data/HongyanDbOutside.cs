using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hongyan.Data;

/// <summary>Organisations outside this installation, and the letters that go to them.</summary>
public sealed partial class HongyanDb
{
    public DbSet<Dispatch> Dispatches => Set<Dispatch>();
    public DbSet<OutsideOrganization> OutsideOrganizations => Set<OutsideOrganization>();
    public DbSet<OutsideAct> OutsideActs => Set<OutsideAct>();

    private static void MapOutside(ModelBuilder modelBuilder, ValueConverter encrypted)
    {
        modelBuilder.Entity<OutsideOrganization>().ToTable("outside_organization").Ignore(o => o.FormerNames).Property(o => o.Version).IsConcurrencyToken();
        modelBuilder.Entity<OutsideOrganization>().Property(o => o.Former).HasColumnType("jsonb");
        modelBuilder.Entity<OutsideOrganization>().Property(o => o.ContactPhone).HasConversion(encrypted);
        modelBuilder.Entity<Dispatch>().ToTable("dispatch").Ignore(d => d.Numbered).HasKey(d => new { d.OrgPath, d.Id });
        modelBuilder.Entity<Dispatch>().Property(d => d.Content).HasConversion(encrypted);
        modelBuilder.Entity<OutsideAct>().ToTable("outside_act").Ignore(a => a.IsOpen);
        modelBuilder.Entity<OutsideOrganization>().HasOne<OutsideOrganization>().WithMany().HasForeignKey(o => o.SuperiorId);
        modelBuilder.Entity<OutsideAct>().HasOne<OutsideOrganization>().WithMany().HasForeignKey(a => a.EntryId);
        modelBuilder.Entity<OutsideAct>().HasOne<OutsideOrganization>().WithMany().HasForeignKey(a => a.IntoId);
    }
}
