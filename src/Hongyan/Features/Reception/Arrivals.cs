using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>
/// Reception by a host: somebody outside its scope is found by what he can say of himself. Every look is in the audit log, and
/// whoever guesses is stopped after a few failures.
/// </summary>
public sealed class Arrivals(HongyanDb db, Audit audit, Actor actor, IDataProtectionProvider protection, TimeProvider clock)
{
    public const int FreeFailures = 5;
    private const int MostDoublings = 6;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private const string Failure = "arrival-not-found";
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private static readonly TimeSpan TokenHolds = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long the actor has to wait before the next try: twice as long with every failure of the hour beyond the free ones, never more than a
    /// minute, so that guessing does not pay and a busy day shuts nobody out. They count per account and, apart, per address. Tries of one account
    /// are made one after the other.
    /// </summary>
    public async Task<TimeSpan> WaitAsync(CancellationToken cancellation)
    {
        var account = actor.AccountId;
        await db.Database.HoldAsync(AdvisoryLock.ArrivalTries, account?.ToString() ?? "", cancellation);
        var now = clock.GetUtcNow();
        var since = now - Remembered;
        var failures = await db.Audit
            .Where(one => one.AccountId == account && one.Act == Failure && one.At > since)
            .Select(one => one.At)
            .ToListAsync(cancellation);
        var own = Pause(failures.Count, failures.Count == 0 ? null : failures.Max(), now);
        if (actor.Address is not { } address)
            return own;
        var there = await db.Database.SqlQuery<FromAddress>(
            $"select failures as \"Failures\", last_at as \"LastAt\" from arrival_failures({address}, {since})").ToListAsync(cancellation);
        var ofAddress = there is [var counted] ? Pause((int)counted.Failures, counted.LastAt, now) : TimeSpan.Zero;
        return own > ofAddress ? own : ofAddress;
    }

    private static TimeSpan Pause(int failures, DateTimeOffset? last, DateTimeOffset now)
    {
        if (failures < FreeFailures || last is not { } at)
            return TimeSpan.Zero;
        var pause = TimeSpan.FromSeconds(1 << Math.Min(failures - FreeFailures + 1, MostDoublings)); // 2, 4, 8 …
        return at + (pause < LongestWait ? pause : LongestWait) - now;
    }

    private sealed record FromAddress(long Failures, DateTimeOffset? LastAt);

    /// <summary>The one person the proof fits; a failure is noted, but never what was typed.</summary>
    public async Task<Arrival?> FindAsync(Proof proof, CancellationToken cancellation)
    {
        var found = await db.Database.SqlQuery<Arrival>($"""
            select member_id as "MemberId", sojourn_id as "SojournId", name as "Name", sex as "Sex", born as "Born", status as "Status",
                   home_path as "HomePath", home as "Home", home_phone as "HomePhone", host_path as "HostPath", state as "State",
                   departed_on as "DepartedOn", reason as "Reason", destination as "Destination", employer as "Employer",
                   certificate_number as "CertificateNumber", certificate_id as "CertificateId", issued_on as "IssuedOn", valid_until as "ValidUntil",
                   lost_on as "LostOn", replaced_on as "ReplacedOn", withdrawn_on as "WithdrawnOn"
            from find_arrival({proof.Name}, {proof.Number}, {proof.PhoneEnd}, {db.Secrets.HashEnd(proof.IdTail)}::bytea)
            """).ToListAsync(cancellation);
        audit.Note(found is [var one] ? "arrival-found" : Failure, found is [_] ? found[0].SojournId.ToString() : null,
            new { By = proof.Number is null ? "ends" : "certificate" }, member: found is [_] ? found[0].MemberId : null);
        await db.SaveChangesAsync(cancellation);
        return found is [var only] ? only : null;
    }

    /// <summary>Somebody announced to an organisation of the actor, whom row-level security shows already.</summary>
    public async Task<Arrival?> AnnouncedAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return null;
        var end = top + "/";
        var found = await (
            from stay in db.Sojourns
            where stay.MemberId == member && stay.Id == sojourn && stay.EndedOn == null && stay.HostPath!.CompareTo(top) >= 0
                && stay.HostPath.CompareTo(end) < 0
            join person in db.Members on stay.MemberId equals person.Id
            let certificate = db.Certificates.Where(c => c.MemberId == member && c.SojournId == sojourn)
                .OrderByDescending(c => c.Number == stay.CertificateNumber).ThenByDescending(c => c.IssuedOn ?? c.SealedOn).FirstOrDefault()
            select new Arrival
            {
                MemberId = person.Id, SojournId = stay.Id, Name = person.Name, Sex = person.Sex, Born = person.Born, Status = person.Status,
                HomePath = stay.HomePath,
                Home = db.Organizations.Where(o => o.Path == stay.HomePath).Select(o => o.Name).FirstOrDefault()
                    ?? HongyanDb.GuestHome(stay.HomeOutside, stay.HomeWords),
                HomePhone = db.Organizations.Where(o => o.Path == stay.HomePath).Select(o => o.Phone).FirstOrDefault()
                    ?? db.OutsideOrganizations.Where(o => stay.HomeOutside != null && o.Id == HongyanDb.OutsideRoot(stay.HomeOutside.Value))
                        .Select(o => o.Phone).FirstOrDefault(),
                HostPath = stay.HostPath, State = stay.State,
                DepartedOn = stay.DepartedOn, Reason = stay.Reason, Destination = stay.Destination, Employer = stay.Employer,
                CertificateNumber = stay.CertificateNumber ?? certificate.Number, CertificateId = (Guid?)certificate.Id,
                IssuedOn = certificate.IssuedOn, ValidUntil = certificate.ValidUntil,
                LostOn = certificate.LostOn, ReplacedOn = certificate.ReplacedOn, WithdrawnOn = certificate.WithdrawnOn,
            }).FirstOrDefaultAsync(cancellation);
        if (found is not null)
        {
            audit.Note("arrival-found", sojourn.ToString(), new { By = "announced" }, member: member);
            await db.SaveChangesAsync(cancellation);
        }
        return found;
    }

    /// <summary>Makes the stay the receiving organisation's, so that its records can be written; the same proof as for finding it.</summary>
    public Task ReceiveAsync(Proof proof, string host, CancellationToken cancellation)
    {
        var (tail, today) = (db.Secrets.HashEnd(proof.IdTail), ChinaDate.Today(clock));
        return db.Database.ExecuteSqlAsync(
            $"select * from receive_arrival({proof.Name}, {proof.Number}, {proof.PhoneEnd}, {tail}::bytea, {host}, {today})", cancellation);
    }

    /// <summary>The proof as it may stand in an address: unreadable, for this account, and not for long.</summary>
    public string Seal(Proof proof) => Protector.Protect(JsonSerializer.Serialize(proof), TokenHolds);

    public Proof? Open(string sealedProof)
    {
        try
        {
            return JsonSerializer.Deserialize<Proof>(Protector.Unprotect(sealedProof));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or somebody else's
        }
    }

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("arrival", actor.AccountId?.ToString() ?? "").ToTimeLimitedDataProtector();
}
