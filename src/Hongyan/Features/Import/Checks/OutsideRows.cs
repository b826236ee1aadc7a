using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>A new entry of the directory, or what a row says of one that exists.</summary>
internal sealed record OutsideChange(OutsideOrganization? Existing, OutsideFacts Facts, Guid Id) : Change;

/// <summary>Rows of organisations outside. What is equal corrects the entry, what is similar makes a new one and says so.</summary>
internal sealed class OutsideRows
{
    private const int AtOnce = 500;

    private readonly OutsideDirectory directory;
    private readonly OutsideBook book;
    private readonly Dictionary<Guid, RosterRow> made = [];

    private OutsideRows(OutsideDirectory directory, OutsideBook book) => (this.directory, this.book) = (directory, book);

    public static async Task<List<JudgedRow>> JudgeAsync(
        HongyanDb db, PolicyLibrary policy, Roster roster, DateOnly on, List<Problem> problems, CancellationToken cancellation)
    {
        var known = new OutsideDirectory(db, policy);
        await known.LockAsync(cancellation);
        var rows = new OutsideRows(known, await OutsideBook.LoadAsync(db, policy, cancellation));
        return [.. roster.Rows.Select(row => rows.Judge(new RowChecks(roster, row, on, problems)))];
    }

    /// <summary>Under the lock that the judgement took. Who writes, the session of the database says.</summary>
    public static async Task SaveAsync(HongyanDb db, PolicyLibrary policy, Judgement judgement, CancellationToken cancellation)
    {
        var known = new OutsideDirectory(db, policy);
        var by = await ImportAuthor.OfAsync(db, judgement.Into, cancellation);
        foreach (var some in judgement.Rows.Select(row => row.Change).OfType<OutsideChange>().Chunk(AtOnce))
        {
            foreach (var change in some)
            {
                if (change.Existing is { } existing)
                    change.Facts.Correct(db.OutsideOrganizations.Attach(existing).Entity, known.KeyOf, judgement.On);
                else
                    db.OutsideOrganizations.Add(change.Facts.Make(change.Id, known.KeyOf, by.Account, by.Org, by.At));
            }
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
        await db.SaveChangesAsync(cancellation);
    }

    private JudgedRow Judge(RowChecks row)
    {
        var name = row.Required(Fields.Name);
        var code = CodeOf(row, name);
        var national = row.Sound(Fields.NationalCode) is { } written ? Plain.Compact(written) : null;
        if (national is not null && !OutsideInput.National().IsMatch(national))
            row.Reject(Fields.NationalCode, ProblemCode.NationalCodeFormat);
        CheckLengths(row);
        var (phone, isGood) = Person.PhoneOf(row);
        if (row.IsRejected)
            return row.Judge(change: null);
        var facts = OutsideCells.Read(row, name!, code, national, isGood ? phone : null, SuperiorOf(row));
        var known = book.Match(new OutsideTraits([directory.KeyOf(name!, code)], code, OutsideDirectory.Digits(facts.Phone), national));
        if (known.Here is { } here)
            row.Reject(Fields.Name, ProblemCode.OrganizationHere, detail: null, here);
        else if (known.Equal.Count > 1)
            row.Reject(Fields.Name, ProblemCode.SeveralEntries);
        else if (known.Equal is [var only] && made.TryGetValue(only.Id, out var earlier))
            row.Reject(Fields.Name, ProblemCode.DuplicateInFile, detail: null, row.PlaceOf(earlier));
        return row.IsRejected ? row.Judge(change: null) : row.Judge(known.Equal is [var one] ? Corrected(row, one, facts) : New(row, facts, known));
    }

    private OutsideChange New(RowChecks row, OutsideFacts facts, OutsideMatches known)
    {
        if (known.Similar is [var similar, ..])
            row.Note(Fields.Name, ProblemCode.HomeSimilar, similar.Name);
        var one = facts.Make(Guid.CreateVersion7(), directory.KeyOf, account: null, org: null, default);
        book.Add(one);
        made[one.Id] = row.Row;
        return new OutsideChange(Existing: null, facts, one.Id);
    }

    /// <summary>What a row leaves out stays as it is, and so does another spelling of the same name.</summary>
    private OutsideChange? Corrected(RowChecks row, OutsideOrganization one, OutsideFacts said)
    {
        made[one.Id] = row.Row;
        if (said.SuperiorId == one.Id)
            said = said with { SuperiorId = null }; // nothing is its own superior
        var before = OutsideFacts.Of(one);
        var isRenamed = directory.KeyOf(said.Name, said.RegionCode) != one.Key && said.NationalCode is not null && said.NationalCode == one.NationalCode;
        var after = OutsideCells.Over(before, said) with { Name = isRenamed ? said.Name : before.Name };
        if (OutsideCells.AreSame(before, after))
            return null;
        row.Note(Fields.Name, ProblemCode.OutsideCorrected, one.Name);
        return new OutsideChange(one, after, one.Id);
    }

    /// <summary>By its code, in words, or by what the name begins with.</summary>
    private string? CodeOf(RowChecks row, string? name)
    {
        var (code, place) = (row.Text(Fields.Region), row.Text(Fields.Place));
        var given = (code ?? place) is { } text ? directory.CodeOf(text) : null;
        if (given is null && place is not null && code is not null)
            given = directory.CodeOf(place);
        if ((code ?? place) is null && name is not null)
            given = directory.CodeOf(name);
        if (given is null && row.Text(Fields.RegionUnknown) is null)
            row.Reject(row.Has(Fields.Region) ? Fields.Region : Fields.Place, ProblemCode.DivisionUnknown);
        return given;
    }

    private Guid? SuperiorOf(RowChecks row)
    {
        if (row.Text(Fields.SuperiorName) is not { } text)
            return null;
        var national = OutsideInput.National().IsMatch(text) ? text : null;
        if (book.Match(new OutsideTraits([directory.KeyOf(text, division: null)], null, [], national)).Equal is [var only])
            return only.Id;
        row.Warn(Fields.SuperiorName, ProblemCode.CodeUnknown);
        return null;
    }

    private static void CheckLengths(RowChecks row)
    {
        foreach (var (field, longest) in OutsideCells.Longest)
        {
            if (row.Text(field) is { } text && TypedText.LengthOf(text) > longest)
                row.Reject(field, ProblemCode.TextTooLong, detail: null, longest);
        }
    }
}
