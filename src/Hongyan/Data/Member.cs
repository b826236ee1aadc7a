namespace Hongyan.Data;

public sealed class Member
{
    /// <summary>The column of the keyed hash.</summary>
    internal const string IdEnd = "IdEnd";

    private string? phone;

    public required Guid Id { get; init; }

    /// <summary>Where he is registered; nothing for a guest, of whom his stay says where.</summary>
    public required string? HomePath { get; set; }
    public required string Name { get; set; }

    /// <summary>male or female; unknown of a guest only.</summary>
    public required string Sex { get; set; }

    /// <summary>Nothing of a guest only, who has not said it.</summary>
    public required DateOnly? Born { get; set; }

    /// <summary>Encrypted; <see cref="IdTail"/> is what pages show.</summary>
    public byte[]? IdNumber { get; set; }

    /// <summary>The last four characters, encrypted; a keyed hash of them, <see cref="IdEnd"/>, finds him and is kept by the context.</summary>
    public string? IdTail { get; set; }

    /// <summary>full or probationary; of a guest unknown until somebody says it.</summary>
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

/// <summary>The keyed hash of the ID number that a guest gave; who has the number beyond the sight of his host is not asked before he is received.</summary>
public sealed class GuestNumber
{
    public required Guid MemberId { get; init; }
    public required byte[] Hash { get; set; }
}

/// <summary>The keyed hash of an ID number and the one person who has it.</summary>
public sealed class MemberIdentity
{
    public required byte[] Hash { get; init; }
    public required Guid MemberId { get; set; }
}
