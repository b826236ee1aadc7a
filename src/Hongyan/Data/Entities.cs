using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Identity;

namespace Hongyan.Data;

/// <summary>A party organisation; its path of fixed-width codes is its key, and everything below shares the prefix.</summary>
public sealed class Organization
{
    /// <summary>Its identity for life: cases, their parties and duties name it by this, wherever it stands.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Path { get; init; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public string? RegionCode { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }
    public string? Fax { get; set; }
    public string? Postcode { get; set; }

    /// <summary>The policy profile chosen at this organisation; without one, that of the nearest superior holds.</summary>
    public string? Profile { get; set; }
}

/// <summary>Somebody who signs in; as what, his appointments say.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>The member whose own account it is; nothing for staff.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>The appointment he chose last.</summary>
    public Guid? WorksIn { get; set; }

    /// <summary>Since when nobody can sign in with it; nothing while it is open.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

public sealed class Member
{
    /// <summary>The column of the keyed hash.</summary>
    internal const string IdEnd = "IdEnd";

    private string? phone;

    public required Guid Id { get; init; }
    public required string HomePath { get; set; }
    public required string Name { get; set; }

    /// <summary>male or female.</summary>
    public required string Sex { get; set; }
    public required DateOnly Born { get; set; }

    /// <summary>Encrypted; <see cref="IdTail"/> is what pages show.</summary>
    public byte[]? IdNumber { get; set; }

    /// <summary>The last four characters, encrypted; a keyed hash of them, <see cref="IdEnd"/>, finds him and is kept by the context.</summary>
    public string? IdTail { get; set; }

    /// <summary>full or probationary.</summary>
    public required string Status { get; set; }
    public DateOnly? Joined { get; set; }
    public DateOnly? ProbationEnds { get; set; }

    /// <summary>The day from which seniority counts: the end of the probation on which he was converted.</summary>
    public DateOnly? FullSince { get; set; }

    /// <summary>Category for dues: employee, retired, farmer, student, jobless …; unknown where nobody has said it.</summary>
    public required string Category { get; set; }
    public string? Nation { get; set; }

    /// <summary>In the words of the roster, for example 高中 or 本科.</summary>
    public string? Education { get; set; }

    /// <summary>Encrypted; <see cref="PhoneTail"/> is what he is found by.</summary>
    public string? Phone
    {
        get => phone;
        set => (phone, PhoneTail) = (value, TailOf(value));
    }

    /// <summary>The last four digits.</summary>
    public string? PhoneTail { get; private set; }

    /// <summary>Encrypted.</summary>
    public string? Address { get; set; }
    public bool Abroad { get; set; }

    /// <summary>Whether he is a migrant worker; nothing where nobody has said it.</summary>
    public bool? Rural { get; set; }

    /// <summary>The day on which phone and address were last confirmed.</summary>
    public DateOnly? DetailsOn { get; set; }

    /// <summary>The day on which the registration left this installation.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>The end of probation: one year after joining unless another day is known.</summary>
    public DateOnly? EndOfProbation => ProbationEnds ?? Joined?.AddYears(1);

    /// <summary>Sets the day of joining. An end of probation that was counted from it moves along, unless he was converted on it.</summary>
    public void Join(DateOnly on)
    {
        if (FullSince is null && ProbationEnds is { } end && end == Joined?.AddYears(1))
            ProbationEnds = on.AddYears(1);
        Joined = on;
    }

    private static string? TailOf(string? phone) =>
        phone is null ? null : string.Concat(phone.Where(char.IsAsciiDigit).TakeLast(4));
}

/// <summary>The keyed hash of an ID number and the one person who has it.</summary>
public sealed class MemberIdentity
{
    public required byte[] Hash { get; init; }
    public required Guid MemberId { get; set; }
}

/// <summary>One stay away: the case two organisations share. Kept up to date from its records.</summary>
public sealed class Sojourn : ISojournState
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required string HomePath { get; set; }
    public string? HostPath { get; set; }

    /// <summary>The host organisation in words, when it is not one of this installation.</summary>
    public string? HostName { get; set; }

    /// <summary>reported, away, reported-in, refused, placed, returned, transferred or cancelled.</summary>
    public required string State { get; set; }
    public required DateOnly DepartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? Reason { get; set; }
    public string? Destination { get; set; }
    public string? DestinationCode { get; set; }
    public string? Employer { get; set; }
    public string? CertificateNumber { get; set; }
    public string? HomeContact { get; set; }

    /// <summary>The member the home contact person is; nothing where only his name is known.</summary>
    public Guid? HomeContactId { get; set; }
    public string? HostContact { get; set; }
    public Guid? HostContactId { get; set; }
    public DateOnly? LastContactOn { get; set; }

    /// <summary>The day on which the departure was reported; nothing when nobody reported it.</summary>
    public DateOnly? ReportedOn { get; set; }

    /// <summary>The organisation that is host since <see cref="HostFrom"/>; nothing before a report-in and after a refusal.</summary>
    public string? HostAt { get; set; }
    public DateOnly? HostFrom { get; set; }

    /// <summary>The hosts before, each with its first day, as a JSON list of pairs; nothing when there was none.</summary>
    public string? HostsBefore { get; set; }

    /// <summary>Since when he is marked as out of contact (失联); nothing while he is not.</summary>
    public DateOnly? LostOn { get; set; }

    /// <summary>Duties are kept up to this day; the nightly job goes on from here.</summary>
    public DateOnly? DutiesUntil { get; set; }
}

/// <summary>One thing that happened, dated by the day it happened. Appended, never changed.</summary>
public sealed class Record
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SojournId { get; init; }
    public required DateOnly OnDate { get; init; }
    public required string Type { get; init; }

    /// <summary>The event as JSON, in the same form as in case files; <see cref="SealedNotes"/> are encrypted inside it.</summary>
    public required string Data { get; init; }
    public string? OrgPath { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public Guid? CorrectsId { get; init; }
    public required string HomePath { get; init; }
    public string? HostPath { get; init; }
}

/// <summary>A duty as kept: what the rules said when the last record of its sojourn was written.</summary>
public sealed class KeptDuty
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SojournId { get; init; }
    public required string Kind { get; init; }
    public string? Period { get; init; }
    public required string OwedBy { get; set; }
    public string? OrgPath { get; set; }
    public required DateOnly OpensOn { get; set; }
    public required DateOnly DueOn { get; set; }
    public DateOnly? DoneOn { get; set; }

    /// <summary>The day on which it was late that it got done; nothing when it was in time.</summary>
    public DateOnly? LateOn { get; set; }

    /// <summary>The first day on which it counts as missed unless it is settled.</summary>
    public DateOnly? MissedOn { get; set; }

    /// <summary>Tells apart duties of one kind and period.</summary>
    public string? Part { get; init; }

    /// <summary>The year whose public holidays were not published when its date was told.</summary>
    public int? UnpublishedYear { get; set; }

    /// <summary>The type of the record that closed it.</summary>
    public string? ClosedBy { get; set; }
    public DateOnly? MootOn { get; set; }
    public DateOnly? WaivedOn { get; set; }
    public string? Note { get; set; }
    public required string[] Clauses { get; set; }

    /// <summary>The profile, in the versions of its layers, under which the duty got its dates, for example national@1.</summary>
    public required string Profile { get; set; }
    public required string HomePath { get; set; }
    public string? HostPath { get; set; }

    public DutyState StateOn(DateOnly day) => new DutyDates(OpensOn, DueOn, DoneOn, LateOn, MootOn, WaivedOn, MissedOn).StateOn(day);
}

public sealed class ProfileVersion
{
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The organisation whose own layer it is; nothing for a layer that came with the product.</summary>
    public string? Owner { get; init; }
    public required string Body { get; init; }
    public required string Reason { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One act: who, as what, for which organisation, from where, when, what and why. Appended, then sealed by the chain.</summary>
public sealed class AuditEntry
{
    /// <summary>What no statement says of a new entry: the session of the database tells when it was, who acts, as what and for whom; sealing does the rest.</summary>
    internal static readonly string[] ToldByDatabase = [nameof(At), nameof(AccountId), nameof(Role), nameof(OrgPath), nameof(No), nameof(Hash)];

    public required Guid Id { get; init; }
    public DateTimeOffset At { get; private init; }
    public Guid? AccountId { get; private init; }
    public string? OrgPath { get; private init; }
    public required string Act { get; init; }
    public string? Subject { get; init; }

    /// <summary>Whom it concerns; he may read the entry himself.</summary>
    public Guid? MemberId { get; init; }
    public string? Details { get; init; }
    public string? Role { get; private init; }
    public string? FromAddress { get; init; }
    public string? Reason { get; init; }

    /// <summary>The place in the chain and the keyed hash over it, the entry and the hash before; nothing until it is sealed.</summary>
    public long? No { get; set; }
    public byte[]? Hash { get; set; }
}

/// <summary>An uploaded file between preview and acceptance.</summary>
public sealed class ImportDraft
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string OrgPath { get; init; }
    public required string Kind { get; init; }
    public required string FileName { get; init; }
    public required byte[] Content { get; init; }
    public string? Mapping { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
