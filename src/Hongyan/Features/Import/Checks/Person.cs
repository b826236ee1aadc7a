using System.Text.RegularExpressions;
using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Rules.Identity;

namespace Hongyan.Features.Import.Checks;

/// <summary>Who a row is about, as far as it says so.</summary>
internal sealed partial record Person(string? Name, IdNumber? Number, WrittenDate? Born, string? Sex, Organization? Branch)
{
    /// <summary>Reads and checks what all rosters of people have in common.</summary>
    /// <param name="branches">Where the branch of the row is found; none where the row names no branch of this installation.</param>
    public static Person Read(RowChecks row, Branches? branches)
    {
        var name = row.Required(Fields.Name) is { } written ? Plain.Name(written) : null;
        var number = NumberOf(row);
        var sex = row.Text(Fields.Sex) is { } word ? KnownWords.Sex(Plain.Key(word)) : null;
        if (number is not null && sex is not null && sex != number.Sex) row.Reject(Fields.Sex, ProblemCode.IdSexMismatch);
        var born = row.Date(Fields.Born, row.On);
        if (number is not null && born is { } stated && !stated.Agrees(number.Born)) row.Reject(Fields.Born, ProblemCode.IdBirthdateMismatch);
        return new Person(name, number, born, sex ?? number?.Sex, branches?.Of(row));
    }

    /// <summary>The day of birth, when the number or the row states a whole one.</summary>
    public DateOnly? BornOn => Number?.Born ?? (Born is { Part: DatePart.Day } day ? day.Day : null);

    /// <summary>Whether somebody born on this day can be this person; without any date nobody can be told.</summary>
    public bool MayBeBorn(DateOnly? day) => day is { } known && (Number is not null ? Number.Born == known : Born is { } born && born.Agrees(known));

    /// <summary>By what the same person is known again in the same file.</summary>
    public string? Key => Number is not null ? Number.Digits
        : Name is not null && Born is { } born ? $"{Name}/{born.Day:yyyy-MM-dd}/{Branch?.Path}"
        : null;

    public override string ToString() => $"{Name} {Number}";

    private static IdNumber? NumberOf(RowChecks row)
    {
        if (row.Sound(Fields.IdNumber) is not { } written) return null;
        var cell = row.Cell(Fields.IdNumber);
        var text = Fraction().Replace(LikeX().Replace(Plain.Key(written).TrimStart('\'', '’', '`'), "X"), "");

        // A spreadsheet keeps 15 digits of a number: what follows is made up.
        if (cell.Number is >= 1e15 || Exponent().IsMatch(text))
        {
            row.Reject(Fields.IdNumber, ProblemCode.IdChecksum, "rounded");
            return null;
        }
        var (number, fault) = IdNumber.Read(text);
        if (fault == IdFault.Length) row.Reject(Fields.IdNumber, ProblemCode.IdLength, detail: null, text.Length);
        if (fault == IdFault.Checksum) row.Reject(Fields.IdNumber, ProblemCode.IdChecksum);
        if (fault == IdFault.Birthdate) row.Reject(Fields.IdNumber, ProblemCode.IdBirthdateMismatch, "no-such-day");
        return number;
    }

    /// <summary>A telephone number tidied, or as written with a warning.</summary>
    public static (string? Number, bool IsGood) PhoneOf(RowChecks row)
    {
        if (row.Text(Fields.Phone) is not { } written) return (null, true);
        if (PhoneNumber.Read(written) is { } tidy) return (tidy, true);
        row.Warn(Fields.Phone, ProblemCode.PhoneFormat);
        return (written, false);
    }

    // Of 15 digits, which programs that keep numbers as floating point still write exactly.
    [GeneratedRegex(@"(?<=\A[0-9]{15})\.0+\z")]
    private static partial Regex Fraction();

    // Signs of multiplication and the Cyrillic letter that people take for the check character.
    [GeneratedRegex(@"(?<=\A[0-9]{17})[×✕✖╳ХхΧχ]\z")]
    private static partial Regex LikeX();

    [GeneratedRegex(@"\A[0-9](\.[0-9]+)?[eE]\+?[0-9]+\z")]
    private static partial Regex Exponent();
}
