using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hongyan.Data;

/// <summary>A file of the national member information system beside what was known here on a day.</summary>
public sealed class NationalComparison
{
    public required string OrgPath { get; init; }
    public required Guid Id { get; init; }

    /// <summary>outflow or inflow.</summary>
    public required string Side { get; init; }
    public required DateOnly OnDate { get; init; }

    /// <summary>Whether the file holds all of the organisation: only then it says who is missing there.</summary>
    public required bool IsWhole { get; init; }
    public required string FileName { get; init; }

    /// <summary>How many rows and stays there were and where they stand, as JSON.</summary>
    public required string Counts { get; init; }
    public required Guid? ComparedBy { get; init; }
    public required DateTimeOffset ComparedAt { get; init; }
}

/// <summary>One person of a comparison, and what was decided of him.</summary>
public sealed class NationalLine
{
    public const string Taken = "taken", KeyIn = "key-in", Left = "left", Task = "task";
    public const string OnlyThere = "only-there", OnlyHere = "only-here", Differs = "differs", Same = "same";

    public required string OrgPath { get; init; }
    public required Guid ComparisonId { get; init; }
    public required int Number { get; init; }

    /// <summary>only-there, only-here, differs or same.</summary>
    public required string Difference { get; init; }
    public string[] Fields { get; init; } = [];

    /// <summary>The branch whose member or guest he is; nothing of whom nobody here knows.</summary>
    public string? BranchPath { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? SojournId { get; init; }

    /// <summary>What both say, as JSON; encrypted.</summary>
    public required string Facts { get; init; }

    /// <summary>Whether a record here said already that it stands there.</summary>
    public required bool IsRegistered { get; init; }

    /// <summary>taken, key-in, left or task; nothing while nobody has decided.</summary>
    public string? Answer { get; set; }

    /// <summary>Encrypted.</summary>
    public string? Reason { get; set; }
    public Guid? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>What a branch has to do after a comparison: key a stay in, or whatever the text says.</summary>
public sealed class NationalTask
{
    public required string BranchPath { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The organisation that made it, from <see cref="ComparisonId"/>.</summary>
    public required string OrgPath { get; init; }
    public Guid? ComparisonId { get; init; }

    /// <summary>outflow or inflow.</summary>
    public required string Side { get; init; }

    /// <summary>key-in or task.</summary>
    public required string Kind { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? SojournId { get; init; }

    /// <summary>Whom it is about; encrypted.</summary>
    public required string Name { get; init; }

    /// <summary>Encrypted.</summary>
    public string? Content { get; init; }
    public required DateOnly DueOn { get; init; }
    public required Guid? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateOnly? DoneOn { get; set; }
    public Guid? DoneBy { get; set; }
}

/// <summary>Comparisons with the national member information system.</summary>
public sealed partial class HongyanDb
{
    public DbSet<NationalComparison> NationalComparisons => Set<NationalComparison>();
    public DbSet<NationalLine> NationalLines => Set<NationalLine>();
    public DbSet<NationalTask> NationalTasks => Set<NationalTask>();

    private static void MapNational(ModelBuilder modelBuilder, ValueConverter encrypted)
    {
        modelBuilder.Entity<NationalComparison>().ToTable("national_comparison").HasKey(c => new { c.OrgPath, c.Id });
        modelBuilder.Entity<NationalComparison>().Property(c => c.Counts).HasColumnType("jsonb");
        modelBuilder.Entity<NationalLine>().ToTable("national_line").HasKey(l => new { l.OrgPath, l.ComparisonId, l.Number });
        modelBuilder.Entity<NationalLine>().Property(l => l.Facts).HasConversion(encrypted);
        modelBuilder.Entity<NationalLine>().Property(l => l.Reason).HasConversion(encrypted);
        modelBuilder.Entity<NationalLine>().HasOne<NationalComparison>().WithMany().HasForeignKey(l => new { l.OrgPath, l.ComparisonId });
        modelBuilder.Entity<NationalTask>().ToTable("national_task").HasKey(t => new { t.BranchPath, t.Id });
        modelBuilder.Entity<NationalTask>().Property(t => t.Name).HasConversion(encrypted);
        modelBuilder.Entity<NationalTask>().Property(t => t.Content).HasConversion(encrypted);
    }
}
