using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Data;

/// <summary>Queries that were sent with others are answered from what came for all of them.</summary>
public sealed partial class HongyanDb
{
    private static readonly QueryBatch.Answering Answering = new();

    /// <summary>What the next query is answered with, where it was sent with others.</summary>
    internal ResultSet? Answer { get; set; }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(Answering);
}
