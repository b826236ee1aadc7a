using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>One entry of the membership case as pages tell it.</summary>
public sealed record MembershipEntry(DateOnly OnDate, string Type, string? Field, string Data, DateTimeOffset RecordedAt, string? Organization, string? Writer)
{
    internal static async Task<List<MembershipEntry>> OfAsync(HongyanDb db, Guid member, CancellationToken cancellation) => await (
        from record in db.MembershipRecords.AsNoTracking()
        where record.MemberId == member
        join one in db.Accounts on record.AccountId equals one.Id into accounts
        from account in accounts.DefaultIfEmpty()
        join org in db.Organizations on record.OrgPath equals org.Path into organizations
        from organization in organizations.DefaultIfEmpty()
        orderby record.RecordedAt descending, record.Id descending
        select new MembershipEntry(record.OnDate, record.Type, record.Field, record.Data, record.RecordedAt, organization.Name, account.DisplayName))
        .ToListAsync(cancellation);

    /// <summary>Adds an entry, without saving it. The answer is its id, for the audit log.</summary>
    /// <param name="writer">Who wrote it, for which organisation.</param>
    internal static Guid Add(
        HongyanDb db, Guid member, string type, string? field, DateOnly on, MembershipFacts facts,
        (string? OrgPath, Guid? AccountId) writer, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        db.MembershipRecords.Add(new MembershipRecord
        {
            MemberId = member,
            Id = id,
            Type = type,
            Field = field,
            OnDate = on,
            Data = facts.Write(),
            OrgPath = writer.OrgPath,
            AccountId = writer.AccountId,
            RecordedAt = now,
        });
        return id;
    }

    public string What(Texts words) => words["membership." + Type];

    /// <param name="isOpen">Whether the reader may see phone and address whole.</param>
    public string Says(Texts words, bool isOpen = false)
    {
        var facts = MembershipFacts.Read(Data);
        string?[] parts =
        [
            facts.How is { } how ? words["register.how." + how] : null,
            facts.NoNumber is { } none ? words["membership.no-number", none] : null,
            Field is { } field ? words["membership.change", words["basic." + field], Shown(field, facts.Old), Shown(field, facts.New)] : null,
            facts.Since is { } since ? words["membership.since", DateText.Of(since)] : facts.Kind is not null ? words["membership.from-start"] : null,
            facts.Reason is { } reason ? words["membership.reason", reason] : null,
            facts.Paper is { } paper ? words["membership.paper", paper] : null,
            facts.Request is null ? null : words["membership.asked"],
        ];
        return string.Join(" · ", parts.OfType<string>());

        string Shown(string field, string? value) => BasicFields.Shown(field, value, words, isOpen);
    }
}
