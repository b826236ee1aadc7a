namespace Hongyan.Data;

/// <summary>How a row of a table is sent that gets many at once. A test holds the columns against the schema.</summary>
internal static class Tables
{
    public static readonly CopyTable<Member> Member = new("member",
        "id home_path name sex born id_number id_tail id_end status joined probation_ends category nation education "
            + "phone phone_tail address abroad rural details_on left_on full_since",
        (row, m) =>
            row.Add(m.Id).Add(m.HomePath).Add(m.Name).Add(m.Sex).Add(m.Born).Add(m.IdNumber).AddEncrypted(m.IdTail).AddEnd(m.IdTail).Add(m.Status).Add(m.Joined)
                .Add(m.ProbationEnds)
                .Add(m.Category).Add(m.Nation).Add(m.Education).AddEncrypted(m.Phone).Add(m.PhoneTail).AddEncrypted(m.Address).Add(m.Abroad).Add(m.Rural)
                .Add(m.DetailsOn).Add(m.LeftOn).Add(m.FullSince));

    public static readonly CopyTable<MemberIdentity> Identity = new("member_identity", "hash member_id", (row, i) => row.Add(i.Hash).Add(i.MemberId));

    public static readonly CopyTable<GuestNumber> GuestNumber = new("guest_number", "member_id hash", (row, n) => row.Add(n.MemberId).Add(n.Hash));

    public static readonly CopyTable<Sojourn> Sojourn = new("sojourn",
        "member_id id home_path home_outside home_words host_path host_name host_outside state departed_on ended_on reason destination destination_code "
            + "employer certificate_number home_contact last_contact_on "
            + "lost_on reported_on host_at host_from hosts_before duties_until home_contact_id host_contact host_contact_id moved_to",
        (row, s) =>
            row.Add(s.MemberId).Add(s.Id).Add(s.HomePath).Add(s.HomeOutside).Add(s.HomeWords)
                .Add(s.HostPath).Add(s.HostName).Add(s.HostOutside).Add(s.State).Add(s.DepartedOn).Add(s.EndedOn).Add(s.Reason)
                .Add(s.Destination)
                .Add(s.DestinationCode).Add(s.Employer).Add(s.CertificateNumber).Add(s.HomeContact).Add(s.LastContactOn).Add(s.LostOn)
                .Add(s.ReportedOn).Add(s.HostAt).Add(s.HostFrom).AddJson(s.HostsBefore).Add(s.DutiesUntil)
                .Add(s.HomeContactId).Add(s.HostContact).Add(s.HostContactId).Add(s.MovedTo));

    public static readonly CopyTable<Record> Record = new("record",
        "owner_id id case_id case_kind on_date type side data org_id org_path account_id recorded_at corrects_id asks_id second_id home_path host_path "
            + "party_above about_member_id",
        (row, r) =>
            row.Add(r.OwnerId).Add(r.Id).Add(r.CaseId).Add(r.CaseKind).Add(r.OnDate).Add(r.Type).Add(r.Side).AddRecorded(r.Data).Add(r.OrgId)
                .Add(r.OrgPath).Add(r.AccountId).Add(r.RecordedAt).Add(r.CorrectsId).Add(r.AsksId).Add(r.SecondId).Add(r.HomePath).Add(r.HostPath)
                .Add(r.PartyAbove).Add(r.AboutMemberId));

    public static readonly CopyTable<KeptDuty> Duty = new("duty",
        "owner_id id case_id case_kind kind period part side owed_by shared org_id org_path opens_on due_on done_on late_on missed_on unpublished_year "
            + "closed_by moot_on waived_on note clauses profile home_path host_path party_above about_member_id",
        (row, d) =>
            row.Add(d.OwnerId).Add(d.Id).Add(d.CaseId).Add(d.CaseKind).Add(d.Kind).Add(d.Period).Add(d.Part).Add(d.Side).Add(d.OwedBy).Add(d.Shared)
                .Add(d.OrgId).Add(d.OrgPath).Add(d.OpensOn).Add(d.DueOn).Add(d.DoneOn).Add(d.LateOn).Add(d.MissedOn).Add(d.UnpublishedYear).Add(d.ClosedBy)
                .Add(d.MootOn).Add(d.WaivedOn).Add(d.Note).Add(d.Clauses).Add(d.Profile).Add(d.HomePath).Add(d.HostPath).Add(d.PartyAbove)
                .Add(d.AboutMemberId));

    public static readonly CopyTable<Exchange> Exchange = new("exchange",
        "member_id id sojourn_id kind topic writer on_date written_at home_seen_at host_seen_at member_seen_at home_path host_path",
        (row, e) =>
            row.Add(e.MemberId).Add(e.Id).Add(e.SojournId).Add(e.Kind).Add(e.Topic).Add(e.Writer).Add(e.OnDate).Add(e.WrittenAt).Add(e.HomeSeenAt)
                .Add(e.HostSeenAt)
                .Add(e.MemberSeenAt).Add(e.HomePath).Add(e.HostPath));

    public static readonly CopyTable<KeptCertificate> Certificate = new("certificate",
        "member_id id sojourn_id number committee_path from_roster sealed_on issued_on valid_until presented_on lost_on replaced_on "
            + "withdrawn_on key_id code home_path",
        (row, c) =>
            row.Add(c.MemberId).Add(c.Id).Add(c.SojournId).Add(c.Number).Add(c.CommitteePath).Add(c.FromRoster).Add(c.SealedOn).Add(c.IssuedOn)
                .Add(c.ValidUntil)
                .Add(c.PresentedOn).Add(c.LostOn).Add(c.ReplacedOn).Add(c.WithdrawnOn).Add(c.KeyId).Add(c.Code).Add(c.HomePath));

    public static readonly CopyTable<CertificateNumber> Number = new("certificate_number", "number member_id certificate_id",
        (row, n) => row.Add(n.Number).Add(n.MemberId).Add(n.CertificateId));

    public static readonly CopyTable<AuditEntry> Audit = new("audit_entry", "id act subject member_id details from_address reason",
        (row, a) => row.Add(a.Id).Add(a.Act).Add(a.Subject).Add(a.MemberId).AddJson(a.Details).Add(a.FromAddress).Add(a.Reason));

    public static readonly CopyTable<OrganizationFiguresMark> Mark = new("standing_mark", "id org_path", (row, m) => row.Add(m.Id).Add(m.OrgPath));

    /// <summary>Those of a population, each before those that point to it.</summary>
    public static readonly CopyTable[] Generated = [Member, Identity, Sojourn, Record, Duty, Exchange, Certificate, Number];

    /// <summary>Those that get many new rows from a file, likewise.</summary>
    public static readonly CopyTable[] Imported = [Member, Identity, Sojourn, GuestNumber, Record, Duty, Certificate, Audit, Mark];
}

internal abstract class CopyTable(string name, string columns)
{
    public string Name => name;

    public string[] Columns { get; } = columns.Split(' ');

    public string List => string.Join(", ", Columns);

    /// <summary>Sends rows to the table, or to another one that has its columns.</summary>
    public string Copy(string? into = null) => $"copy {into ?? name} ({List}) from stdin (format binary)";

    /// <summary>Into a table that was emptied in the same transaction.</summary>
    public string CopyFrozen => $"copy {name} ({List}) from stdin (format binary, freeze)";
}

internal sealed class CopyTable<T>(string name, string columns, Action<CopyRows, T> send) : CopyTable(name, columns)
{
    public void Send(CopyRows rows, T one) => send(rows.Row(Columns.Length), one);
}
