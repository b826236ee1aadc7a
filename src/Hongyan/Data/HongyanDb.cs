using System.Text.RegularExpressions;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hongyan.Data;

/// <summary>Maps and queries the tables of Migrations/; the schema itself is plain SQL.</summary>
public sealed partial class HongyanDb : DbContext
{
    public HongyanDb(DbContextOptions<HongyanDb> options, Secrets secrets)
        : base(options)
    {
        Secrets = secrets;
        Database.AutoSavepointsEnabled = false; // what fails is given up whole
    }

    /// <summary>For what is read past the model.</summary>
    public Secrets Secrets { get; }

    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<AppointmentConfirmation> AppointmentConfirmations => Set<AppointmentConfirmation>();
    public DbSet<LinkRequest> LinkRequests => Set<LinkRequest>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();
    public DbSet<PasskeyCeremony> PasskeyCeremonies => Set<PasskeyCeremony>();
    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();
    public DbSet<ExternalIdentity> ExternalIdentities => Set<ExternalIdentity>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<MemberIdentity> Identities => Set<MemberIdentity>();
    public DbSet<GuestNumber> GuestNumbers => Set<GuestNumber>();
    public DbSet<Sojourn> Sojourns => Set<Sojourn>();
    public DbSet<Record> Records => Set<Record>();

    public DbSet<RecordAsk> RecordAsks => Set<RecordAsk>();
    public DbSet<KeptDuty> Duties => Set<KeptDuty>();
    public DbSet<KeptCase> Cases => Set<KeptCase>();
    public DbSet<KeptCaseParty> CaseParties => Set<KeptCaseParty>();
    public DbSet<KeptCaseFile> CaseFiles => Set<KeptCaseFile>();
    public DbSet<KeptCaseFilePart> CaseFileParts => Set<KeptCaseFilePart>();
    public DbSet<AdviceAside> AdviceAside => Set<AdviceAside>();
    public DbSet<AccountPerson> AccountPersons => Set<AccountPerson>();
    public DbSet<OrganizationFiguresMark> OrganizationFiguresMarks => Set<OrganizationFiguresMark>();
    public DbSet<BackgroundJob> BackgroundJobs => Set<BackgroundJob>();
    public DbSet<KeptProblemReport> ProblemReports => Set<KeptProblemReport>();
    public DbSet<ReportedProblem> ReportedProblems => Set<ReportedProblem>();
    public DbSet<ProfileVersion> ProfileVersions => Set<ProfileVersion>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditBeginning> AuditBeginnings => Set<AuditBeginning>();
    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();
    public DbSet<MembershipRecord> MembershipRecords => Set<MembershipRecord>();
    public DbSet<ImportDraft> ImportDrafts => Set<ImportDraft>();
    public DbSet<FormDraft> FormDrafts => Set<FormDraft>();
    public DbSet<SentForm> SentForms => Set<SentForm>();
    public DbSet<BatchForm> BatchForms => Set<BatchForm>();
    public DbSet<KeptList> BatchLists => Set<KeptList>();
    public DbSet<KeptBatch> Batches => Set<KeptBatch>();
    public DbSet<FormerHost> FormerHosts => Set<FormerHost>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Exchange> Exchanges => Set<Exchange>();
    public DbSet<Transfer> Transfers => Set<Transfer>();
    public DbSet<KeptCertificate> Certificates => Set<KeptCertificate>();
    public DbSet<CertificateRange> CertificateRanges => Set<CertificateRange>();
    public DbSet<CertificateNumber> CertificateNumbers => Set<CertificateNumber>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<Station> Stations => Set<Station>();
    public DbSet<BranchMeeting> Meetings => Set<BranchMeeting>();
    public DbSet<Attendance> Attendances => Set<Attendance>();

    /// <summary>Sojourns held until the transaction ends, always in one order, so that two who hold many never wait for each other.</summary>
    /// <param name="waits">Whether those that somebody else holds are waited for, or left out.</param>
    public IQueryable<Sojourn> HeldSojourns(Guid[] ids, bool waits = true) => Sojourns.FromSql($"select * from hold_sojourns({ids}, {waits})");

    /// <summary>The name of a guest's home in queries, marked as lying outside; only the database can say it.</summary>
    public static string GuestHome(Guid? entry, string? words) => throw new NotSupportedException($"{entry} {words}: only a query asks it.");

    /// <summary>The entry that stands for another one after all mergings, in queries; only the database can say it.</summary>
    public static Guid OutsideRoot(Guid entry) => throw new NotSupportedException($"{entry}: only a query asks it.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var keys = Secrets; // the model outlives this context
        ValueConverter encrypted = new ValueConverter<string, byte[]>(text => keys.Encrypt(text), cipher => keys.Decrypt(cipher));
        modelBuilder.Entity<Organization>().ToTable("organization").HasKey(o => o.Path);
        modelBuilder.Entity<Account>().ToTable("account").Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        modelBuilder.Entity<Appointment>().ToTable("appointment");
        modelBuilder.Entity<AppointmentConfirmation>().ToTable("appointment_confirmation").HasKey(c => c.AppointmentId);
        modelBuilder.Entity<LinkRequest>().ToTable("link_request");
        modelBuilder.Entity<Invitation>().ToTable("invitation").HasKey(i => i.AccountId);
        modelBuilder.Entity<Authenticator>().ToTable("authenticator").HasKey(a => a.AccountId);
        modelBuilder.Entity<RecoveryCode>().ToTable("recovery_code").HasKey(c => new { c.AccountId, c.Hash });
        modelBuilder.Entity<IdentityUserPasskey<Guid>>().ToTable("passkey").HasKey(p => p.CredentialId);
        modelBuilder.Entity<IdentityUserPasskey<Guid>>().OwnsOne(p => p.Data, data => data.ToJson("data"));
        modelBuilder.Entity<PasskeyCeremony>().ToTable("passkey_ceremony");
        modelBuilder.Entity<AccountSession>().ToTable("account_session");
        modelBuilder.Entity<SignInFailure>().ToTable("sign_in_failure");
        modelBuilder.Entity<ExternalIdentity>().ToTable("external_identity").HasKey(e => new { e.Provider, e.Subject });
        modelBuilder.Entity<Member>().ToTable("member");
        modelBuilder.Entity<Member>().Property(m => m.Phone).HasConversion(encrypted);
        modelBuilder.Entity<Member>().Property(m => m.Address).HasConversion(encrypted);
        modelBuilder.Entity<Member>().Property(m => m.IdTail).HasConversion(encrypted);
        modelBuilder.Entity<Member>().Property<byte[]?>(Member.IdEnd);
        modelBuilder.Entity<MemberIdentity>().ToTable("member_identity").HasKey(i => i.Hash);
        modelBuilder.Entity<GuestNumber>().ToTable("guest_number").HasKey(n => n.MemberId);
        modelBuilder.HasDbFunction(typeof(HongyanDb).GetMethod(nameof(GuestHome))!).HasName("guest_home");
        modelBuilder.HasDbFunction(typeof(HongyanDb).GetMethod(nameof(OutsideRoot))!).HasName("outside_root");
        modelBuilder.Entity<Sojourn>().ToTable("sojourn").HasKey(s => new { s.MemberId, s.Id });
        modelBuilder.Entity<Sojourn>().Property(s => s.HostsBefore).HasColumnType("jsonb");
        modelBuilder.Entity<Record>().ToTable("record").Ignore(r => r.IsUnread).HasKey(r => new { r.OwnerId, r.Id });
        ValueConverter partlySealed = new ValueConverter<string, string>(data => SealedNotes.Write(keys, data), kept => SealedNotes.Read(keys, kept));
        modelBuilder.Entity<Record>().Property(r => r.Data).HasColumnType("jsonb").HasConversion(partlySealed);
        RecordAsk.Describe(modelBuilder.Entity<RecordAsk>(), encrypted);
        modelBuilder.Entity<KeptDuty>().ToTable("duty").HasKey(d => new { d.OwnerId, d.Id });
        modelBuilder.Entity<KeptCase>().ToTable("case").HasKey(c => new { c.OwnerId, c.Id });
        modelBuilder.Entity<KeptCaseParty>().ToTable("case_party").HasKey(p => new { p.OwnerId, p.Id });
        modelBuilder.Entity<KeptCaseFile>().ToTable("case_file").HasKey(f => new { f.OwnerId, f.Id });
        modelBuilder.Entity<KeptCaseFilePart>().ToTable("case_file_part").HasKey(f => new { f.OwnerId, f.FileId, f.Place });
        modelBuilder.Entity<AccountPerson>().ToTable("account_person").HasKey(p => p.AccountId);
        modelBuilder.Entity<AdviceAside>().ToTable("advice_aside").HasKey(a => new { a.OwnerId, a.Id });
        modelBuilder.Entity<OrganizationFiguresMark>().ToTable("standing_mark");
        modelBuilder.Entity<BackgroundJob>().ToTable("background_job").Ignore(j => j.IsOver).Property(j => j.Input).HasColumnType("jsonb");
        modelBuilder.Entity<BackgroundJob>().Property(j => j.Result).HasColumnType("jsonb");
        modelBuilder.Entity<KeptProblemReport>().ToTable("situation_telling").Property(t => t.Problems).HasColumnType("jsonb");
        modelBuilder.Entity<ReportedProblem>().ToTable("situation_problem").HasKey(p => new { p.MemberId, p.TellingId, p.Kind });
        modelBuilder.Entity<ProfileVersion>().ToTable("profile_version").HasKey(p => new { p.Code, p.Version });
        modelBuilder.Entity<ProfileVersion>().Property(p => p.Body).HasColumnType("jsonb");
        modelBuilder.Entity<AuditEntry>().ToTable("audit_entry").Property(a => a.Details).HasColumnType("jsonb");
        foreach (var told in AuditEntry.ToldByDatabase)
            modelBuilder.Entity<AuditEntry>().Property(told).Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        modelBuilder.Entity<AuditBeginning>().ToTable("audit_beginning").HasKey(b => b.No);
        modelBuilder.Entity<CorrectionRequest>().ToTable("correction_request").HasKey(r => new { r.MemberId, r.Id });
        modelBuilder.Entity<CorrectionRequest>().Property(r => r.Wish).HasConversion(encrypted);
        modelBuilder.Entity<CorrectionRequest>().Property(r => r.Answer).HasConversion(encrypted);
        modelBuilder.Entity<MembershipRecord>().ToTable("membership_record").HasKey(r => new { r.MemberId, r.Id });
        modelBuilder.Entity<MembershipRecord>().Property(r => r.Data).HasConversion(encrypted);
        modelBuilder.Entity<ImportDraft>().ToTable("import_draft").Property(d => d.Mapping).HasColumnType("jsonb");
        modelBuilder.Entity<FormDraft>().ToTable("draft").HasKey(d => new { d.AccountId, d.Id });
        modelBuilder.Entity<SentForm>().ToTable("sent_form").HasKey(f => new { f.AccountId, f.Id });
        modelBuilder.Entity<BatchForm>().ToTable("batch_form").HasKey(f => new { f.AccountId, f.Id });
        modelBuilder.Entity<BatchForm>().Property(f => f.Content).HasConversion(encrypted);
        modelBuilder.Entity<KeptList>().ToTable("batch_list").HasKey(l => new { l.AccountId, l.Id });
        modelBuilder.Entity<KeptBatch>().ToTable("batch").HasKey(b => new { b.AccountId, b.Id });
        modelBuilder.Entity<FormerHost>().ToTable("former_host").HasKey(f => new { f.MemberId, f.SojournId, f.HostPath });
        modelBuilder.Entity<Setting>().ToTable("setting").HasKey(s => s.Key);
        modelBuilder.Entity<Exchange>().ToTable("exchange").HasKey(e => new { e.MemberId, e.Id });
        modelBuilder.Entity<Transfer>().ToTable("transfer").HasKey(t => new { t.MemberId, t.Id });
        modelBuilder.Entity<KeptCertificate>().ToTable("certificate").HasKey(c => new { c.MemberId, c.Id });
        modelBuilder.Entity<CertificateRange>().ToTable("certificate_range").Ignore(r => r.Left);
        modelBuilder.Entity<CertificateNumber>().ToTable("certificate_number").HasKey(n => n.Number);
        modelBuilder.Entity<SigningKey>().ToTable("signing_key").HasKey(k => k.Kid);
        ForStrangers(modelBuilder);
        modelBuilder.Entity<Station>().ToTable("station");
        MapOutside(modelBuilder, encrypted);
        MapPeers(modelBuilder);
        MapNational(modelBuilder, encrypted);
        modelBuilder.Entity<BranchMeeting>().ToTable("meeting");
        modelBuilder.Entity<Attendance>().ToTable("attendance").HasKey(a => new { a.MemberId, a.Id });

        // Relations only where the order of inserts depends on them
        modelBuilder.Entity<Member>().HasOne<Organization>().WithMany().HasForeignKey(m => m.HomePath);
        modelBuilder.Entity<Invitation>().HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId);
        modelBuilder.Entity<Appointment>().HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId);
        modelBuilder.Entity<AppointmentConfirmation>().HasOne<Appointment>().WithMany().HasForeignKey(c => c.AppointmentId);
        modelBuilder.Entity<LinkRequest>().HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
        modelBuilder.Entity<Appointment>().HasOne<Organization>().WithMany().HasForeignKey(a => a.OrgPath);
        modelBuilder.Entity<MemberIdentity>().HasOne<Member>().WithMany().HasForeignKey(i => i.MemberId);
        modelBuilder.Entity<MembershipRecord>().HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId);
        modelBuilder.Entity<GuestNumber>().HasOne<Member>().WithMany().HasForeignKey(n => n.MemberId);
        modelBuilder.Entity<Sojourn>().HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId);
        modelBuilder.Entity<Sojourn>().HasOne<OutsideOrganization>().WithMany().HasForeignKey(s => s.HomeOutside);
        modelBuilder.Entity<FormerHost>().HasOne<Sojourn>().WithMany().HasForeignKey(f => new { f.MemberId, f.SojournId });
        modelBuilder.Entity<KeptCertificate>().HasOne<Sojourn>().WithMany().HasForeignKey(c => new { c.MemberId, c.SojournId });
        modelBuilder.Entity<Attendance>().HasOne<BranchMeeting>().WithMany().HasForeignKey(a => a.MeetingId);
        modelBuilder.Entity<KeptCaseParty>().HasOne<OutsideOrganization>().WithMany().HasForeignKey(p => p.OutsideId);
        modelBuilder.Entity<KeptCaseParty>().HasOne<KeptCase>().WithMany().HasForeignKey(p => new { p.OwnerId, p.CaseId });
        modelBuilder.Entity<KeptCaseFile>().HasOne<KeptCase>().WithMany().HasForeignKey(f => new { f.OwnerId, f.CaseId });
        modelBuilder.Entity<KeptCaseFilePart>().HasOne<KeptCaseFile>().WithMany().HasForeignKey(f => new { f.OwnerId, f.FileId });
        modelBuilder.Entity<Exchange>().HasOne<Sojourn>().WithMany().HasForeignKey(e => new { e.MemberId, e.SojournId });
        modelBuilder.Entity<Transfer>().HasOne<Sojourn>().WithMany().HasForeignKey(t => new { t.MemberId, t.SojournId });

        foreach (var property in modelBuilder.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()).SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_$0").ToLowerInvariant());
            property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
