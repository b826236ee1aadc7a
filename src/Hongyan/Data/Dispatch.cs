using System.Globalization;

namespace Hongyan.Data;

/// <summary>One letter in the register of what an organisation sent out. The number stays whatever becomes of the letter.</summary>
public sealed class Dispatch
{
    /// <summary>The organisation in whose register it stands.</summary>
    public required string OrgPath { get; init; }
    public required Guid Id { get; init; }
    public required int Year { get; init; }
    public required int Number { get; init; }

    /// <summary>asking, reminder, reminder-superior, telling, feedback, opinion-given, introduction or opinion-asked.</summary>
    public required string Kind { get; init; }

    /// <summary>What is asked, or of what the other side is told.</summary>
    public string[] What { get; set; } = [];

    /// <summary>The member it is about.</summary>
    public required Guid PersonId { get; init; }
    public required Guid SojournId { get; init; }

    /// <summary>The period of the duty that it serves.</summary>
    public string? Period { get; init; }

    /// <summary>The entry of the directory it goes to, where it is one; <see cref="ToName"/> stays as it was written.</summary>
    public Guid? OutsideId { get; set; }
    public required string ToName { get; set; }

    /// <summary>The text of the letter; encrypted.</summary>
    public required string Content { get; set; }
    public int People { get; init; } = 1;
    public int Sheets { get; set; } = 1;
    public required DateOnly DraftedOn { get; init; }
    public required Guid DraftedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When somebody wrote or looked through its text last: what was recorded since it may not say.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>drafted, sent, delivered, answered, returned, lost or withdrawn.</summary>
    public required string State { get; set; }
    public required DateOnly StateOn { get; set; }

    /// <summary>post, registered, express, confidential, fax, mail, in-person or envelope.</summary>
    public string? Way { get; set; }
    public string? Tracking { get; set; }
    public DateOnly? SentOn { get; set; }
    public Guid? SentBy { get; set; }

    /// <summary>The record of the stay that was written when it left.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>The record that was written when the slip came back; nothing where the slip only says that the letter arrived.</summary>
    public Guid? AnswerId { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Signer { get; set; }
    public string? Remark { get; set; }

    /// <summary>128 random bits that the QR code of the slip holds, and the characters typed where there is no camera.</summary>
    public required byte[] SlipCode { get; init; }
    public required string SlipNumber { get; init; }

    /// <summary>2026-001, as papers bear it.</summary>
    public string Numbered => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Number:000}");
}
