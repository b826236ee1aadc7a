namespace Hongyan.Data;

/// <summary>A letter or a message of a stay, and who has seen it; its record holds what it says.</summary>
public sealed class Exchange
{
    public required Guid MemberId { get; init; }

    /// <summary>The id of the record.</summary>
    public required Guid Id { get; init; }
    public required Guid SojournId { get; init; }

    /// <summary>letter or message.</summary>
    public required string Kind { get; init; }
    public string? Topic { get; init; }

    /// <summary>home, host or member.</summary>
    public required string Writer { get; init; }
    public required DateOnly OnDate { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
    public DateTimeOffset? HomeSeenAt { get; set; }
    public DateTimeOffset? HostSeenAt { get; set; }
    public DateTimeOffset? MemberSeenAt { get; set; }
    public required string? HomePath { get; init; }
    public string? HostPath { get; set; }
}

/// <summary>A letter of transfer and what became of it.</summary>
public sealed class Transfer
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SojournId { get; init; }
    public required string Number { get; init; }

    /// <summary>The member's name as the letter says it.</summary>
    public required string Name { get; init; }

    /// <summary>The committee that issued it.</summary>
    public required string FromPath { get; init; }

    /// <summary>The organisation it is addressed to, when it is one of this installation.</summary>
    public string? ToPath { get; init; }
    public required string ToName { get; init; }

    /// <summary>The condition that was met.</summary>
    public string? Rule { get; set; }
    public DateOnly? StartedOn { get; set; }
    public required DateOnly LetterOn { get; set; }
    public required int ValidDays { get; set; }
    public required DateOnly ValidUntil { get; set; }

    /// <summary>The last month paid, written 2026-03.</summary>
    public string? DuesPaidTo { get; set; }

    /// <summary>The day on which a new letter took its place.</summary>
    public DateOnly? VoidedOn { get; set; }
    public DateOnly? ReceivedOn { get; set; }
    public DateOnly? RefusedOn { get; set; }
    public string? Refusal { get; set; }
    public DateOnly? ReceiptOn { get; set; }
    public DateOnly? MovedOn { get; set; }
    public required string HomePath { get; init; }
    public string? HostPath { get; set; }
}
