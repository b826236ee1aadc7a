using System.Text.RegularExpressions;
using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>A new organisation, or what a row says of one that exists.</summary>
internal sealed record OrganizationChange(Organization? Existing, Organization Said) : Change
{
    // What a row leaves out stays as it is.
    private static readonly (Func<Organization, string?> Get, Action<Organization, string> Set)[] Optional =
    [
        (one => one.RegionCode, (one, said) => one.RegionCode = said),
        (one => one.Phone, (one, said) => one.Phone = said),
        (one => one.Address, (one, said) => one.Address = said),
        (one => one.Fax, (one, said) => one.Fax = said),
        (one => one.Postcode, (one, said) => one.Postcode = said),
    ];

    public bool ChangesNothing => Existing is { } old && (old.Name, old.Kind) == (Said.Name, Said.Kind)
        && Optional.All(one => one.Get(Said) is not { } said || said == one.Get(old));

    public void Save(HongyanDb db)
    {
        if (Existing is not { } old)
        {
            db.Organizations.Add(Said);
            return;
        }
        db.Organizations.Attach(old);
        (old.Name, old.Kind) = (Said.Name, Said.Kind);
        foreach (var (get, set) in Optional)
        {
            if (get(Said) is { } said)
                set(old, said);
        }
    }
}

/// <summary>Rows of organisations. Their codes are their paths; the division code of a superior holds below it unless a row says another.</summary>
internal static partial class OrganizationRows
{
    public static async Task<List<JudgedRow>> JudgeAsync(
        HongyanDb db, string? into, Roster roster, DateOnly on, List<Problem> problems, CancellationToken cancellation)
    {
        var existing = await db.Organizations.AsNoTracking().ToDictionaryAsync(organization => organization.Path, cancellation);
        var held = await HeldAsync(db, on, cancellation);
        var inFile = roster.Rows.Select(row => Plain.Compact(row[Fields.Code].Text)).ToHashSet();
        var repetition = new Repetition();
        return roster.Rows.Select(row => Judge(new RowChecks(roster, row, on, problems), into, existing, held, inFile, repetition)).ToList();
    }

    private static JudgedRow Judge(
        RowChecks row, string? into, Dictionary<string, Organization> existing, ILookup<string, string> held, HashSet<string> inFile, Repetition repetition)
    {
        var code = row.Required(Fields.Code) is { } written ? Plain.Compact(written) : null;
        var name = row.Required(Fields.Name);
        var kind = row.Required(Fields.Kind) is { } word ? KnownWords.OrganizationKind(Plain.Compact(word)) : null;
        if (kind is null && row.Text(Fields.Kind) is not null) row.Reject(Fields.Kind, ProblemCode.CodeUnknown, "kind");
        if (code is not null) CheckPlace(row, code, into, existing, inFile);
        if (code is not null) repetition.Check(row, code, Fields.Code);
        var old = code is null ? null : existing.GetValueOrDefault(code);
        if (old is not null && kind is not null && kind != old.Kind) CheckHeld(row, kind, held[code!]);
        var (phone, _) = Person.PhoneOf(row);
        if (row.IsRejected) return row.Judge(change: null);

        var said = new Organization
        {
            Path = code!,
            Name = name!,
            Kind = kind!,
            RegionCode = row.Text(Fields.Region),
            Phone = phone,
            Address = row.Text(Fields.Address),
            Fax = row.Text(Fields.Fax),
            Postcode = Postcode(row),
        };
        if (old is not null && (old.Name, old.Kind) != (said.Name, said.Kind))
        {
            row.Note(Fields.Name, code == into ? ProblemCode.OwnOrganizationChanged : ProblemCode.OrganizationChanged,
                code!, old.Name, KindInWords(old.Kind), said.Name, KindInWords(said.Kind));
        }
        var change = new OrganizationChange(old, said);
        return row.Judge(change.ChangesNothing ? null : change);
    }

    /// <summary>The roles that are held for organisations today or later, by path.</summary>
    private static async Task<ILookup<string, string>> HeldAsync(HongyanDb db, DateOnly on, CancellationToken cancellation) =>
        (await db.Appointments.AsNoTracking().Where(one => one.OrgPath != null && (one.UntilOn == null || one.UntilOn >= on))
            .Select(one => new { one.OrgPath, one.Role }).Distinct().ToListAsync(cancellation)).ToLookup(one => one.OrgPath!, one => one.Role);

    /// <summary>Whoever works for the organisation as what it is now could not do so for another kind.</summary>
    private static void CheckHeld(RowChecks row, string kind, IEnumerable<string> roles)
    {
        var misfits = roles.Where(role => Roles.KindsOf.TryGetValue(role, out var kinds) && !kinds.Contains(kind)).Order(StringComparer.Ordinal).ToList();
        if (misfits.Count == 0) return;
        var inWords = misfits.Select(role => TextBook.Whole.Find(TextBook.SharedFolder, "role." + role) ?? role);
        row.Reject(Fields.Kind, ProblemCode.KindHeld, detail: null, string.Join('、', inWords), KindInWords(kind));
    }

    private static string KindInWords(string kind) => ImportWords.Say("organization." + kind);

    /// <summary>Six digits, or nothing with a warning: the row is of use without it.</summary>
    private static string? Postcode(RowChecks row)
    {
        if (row.Text(Fields.Postcode) is not { } written) return null;
        var digits = Plain.Compact(written);
        if (PostcodeForm().IsMatch(digits)) return digits;
        row.Warn(Fields.Postcode, ProblemCode.PostcodeFormat);
        return null;
    }

    private static void CheckPlace(RowChecks row, string code, string? into, Dictionary<string, Organization> existing, HashSet<string> inFile)
    {
        if (!PathForm().IsMatch(code))
        {
            row.Reject(Fields.Code, ProblemCode.BranchUnknown, "code-form");
            return;
        }
        if (into is not null && code != into && !code.StartsWith(into + ".", StringComparison.Ordinal))
        {
            row.Reject(Fields.Code, ProblemCode.BranchUnknown, detail: null, into);
            return;
        }
        var superior = code.Length > 3 ? code[..^4] : null;
        var stated = row.Text(Fields.Superior) is { } text ? Plain.Compact(text) : superior;
        if (stated != superior || (superior is not null && !existing.ContainsKey(superior) && !inFile.Contains(superior)))
            row.Reject(row.Has(Fields.Superior) ? Fields.Superior : Fields.Code, ProblemCode.BranchUnknown, "superior");
    }

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    private static partial Regex PostcodeForm();

    [GeneratedRegex(@"\A[0-9]{3}(\.[0-9]{3})*\z")]
    private static partial Regex PathForm();
}
