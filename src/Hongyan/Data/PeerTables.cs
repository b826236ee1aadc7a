using Microsoft.EntityFrameworkCore;

namespace Hongyan.Data;

/// <summary>The tables of what passes between installations.</summary>
public sealed partial class HongyanDb
{
    public DbSet<KeptExchangeKey> ExchangeKeys => Set<KeptExchangeKey>();
    public DbSet<KeptPeer> Peers => Set<KeptPeer>();
    public DbSet<KeptLine> ExchangeLines => Set<KeptLine>();
    public DbSet<KeptShared> ExchangeShared => Set<KeptShared>();
    public DbSet<KeptResync> ExchangeResyncs => Set<KeptResync>();
    public DbSet<SentMessage> SentMessages => Set<SentMessage>();
    public DbSet<ReceivedMessage> ReceivedMessages => Set<ReceivedMessage>();
    public DbSet<UnreadEnvelope> UnreadEnvelopes => Set<UnreadEnvelope>();

    /// <summary>The line of a peer, held until the transaction ends: numbers are given and used up one after the other.</summary>
    public IQueryable<KeptLine> HeldLine(Guid peer) => ExchangeLines.FromSql($"select * from exchange_line where peer_id = {peer} for update");

    private static void MapPeers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KeptExchangeKey>().ToTable("exchange_key").HasKey(k => k.Kid);
        modelBuilder.Entity<KeptPeer>().ToTable("exchange_peer").Property(p => p.Organizations).HasColumnType("jsonb");
        modelBuilder.Entity<KeptLine>().ToTable("exchange_line").Ignore(l => l.Outbound).HasKey(l => l.PeerId);
        modelBuilder.Entity<KeptShared>().ToTable("exchange_shared").HasKey(s => new { s.PeerId, s.CaseId });
        modelBuilder.Entity<KeptResync>().ToTable("exchange_resync").Ignore(r => r.Agreed).HasKey(r => new { r.PeerId, r.Role });
        modelBuilder.Entity<SentMessage>().ToTable("exchange_sent").HasKey(m => new { m.PeerId, m.Number });
        modelBuilder.Entity<ReceivedMessage>().ToTable("exchange_received").Ignore(m => m.Answer).Ignore(m => m.AsKept).HasKey(m => new { m.PeerId, m.Number });
        modelBuilder.Entity<UnreadEnvelope>().ToTable("exchange_unread");
        modelBuilder.Entity<KeptLine>().HasOne<KeptPeer>().WithMany().HasForeignKey(l => l.PeerId);
        modelBuilder.Entity<KeptShared>().HasOne<KeptPeer>().WithMany().HasForeignKey(s => s.PeerId);
        modelBuilder.Entity<KeptResync>().HasOne<KeptPeer>().WithMany().HasForeignKey(r => r.PeerId);
        modelBuilder.Entity<SentMessage>().HasOne<KeptPeer>().WithMany().HasForeignKey(m => m.PeerId);
        modelBuilder.Entity<ReceivedMessage>().HasOne<KeptPeer>().WithMany().HasForeignKey(m => m.PeerId);
    }
}
