using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Duties to be kept anew after a change of policy, and how far that is. Stored, so that a restart loses nothing.</summary>
internal sealed record Recomputation
{
    private const string Prefix = "recomputation:";

    public required Guid Id { get; init; }

    /// <summary>One of the two is set: it says whose sojourns these are.</summary>
    public string? Code { get; init; }
    public string? Path { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public int Total { get; init; }
    public int Done { get; init; }

    /// <summary>Duties written, changed or removed so far.</summary>
    public int Changed { get; init; }
    public bool Finished { get; init; }

    [JsonIgnore]
    public Reach Reach => new(Code, Path);

    public static Recomputation For(Reach reach, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(), Code = reach.Code, Path = reach.Path, BegunAt = now };

    public static async Task<Recomputation?> FindAsync(HongyanDb db, Guid id, CancellationToken cancellation) =>
        await db.Settings.AsNoTracking().FirstOrDefaultAsync(setting => setting.Key == Prefix + id, cancellation) is { } setting ? Read(setting) : null;

    /// <summary>Those that were begun and not finished.</summary>
    public static async Task<IReadOnlyList<Recomputation>> UnfinishedAsync(HongyanDb db, CancellationToken cancellation)
    {
        var all = await db.Settings.AsNoTracking().Where(setting => setting.Key.StartsWith(Prefix)).ToListAsync(cancellation);
        return [.. all.Select(Read).Where(one => !one.Finished).OrderBy(one => one.BegunAt)];
    }

    public void AddTo(HongyanDb db) => db.Settings.Add(new Setting { Key = Prefix + Id, Value = Write() });

    public Task SaveAsync(HongyanDb db, CancellationToken cancellation) => db.Settings.Where(setting => setting.Key == Prefix + Id)
        .ExecuteUpdateAsync(set => set.SetProperty(setting => setting.Value, Write()), cancellation);

    private string Write() => JsonSerializer.Serialize(this);

    private static Recomputation Read(Setting setting) => JsonSerializer.Deserialize<Recomputation>(setting.Value)!;
}
