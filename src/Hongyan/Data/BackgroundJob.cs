namespace Hongyan.Data;

/// <summary>Work beside the pages: asked for once, or the last turn of a schedule. A failure is kept with its reason.</summary>
public sealed class BackgroundJob
{
    public const string Waiting = "waiting";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Stopped = "stopped";

    public required Guid Id { get; init; }

    /// <summary>The class that does it.</summary>
    public required string Kind { get; init; }

    public bool Scheduled { get; init; }

    /// <summary>Those of this organisation see it, besides who asked for it and the system administrator.</summary>
    public string? OrgPath { get; init; }

    public Guid? AccountId { get; init; }
    public string State { get; set; } = Waiting;

    /// <summary>What it was asked to do and what came of it, as JSON of its kind.</summary>
    public string? Input { get; init; }
    public string? Result { get; set; }

    /// <summary>How many parts it has, and how many of them are done.</summary>
    public int Total { get; set; }
    public int Completed { get; set; }

    public required DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The last failure. Of a schedule it stays after a later turn that went well.</summary>
    public DateTimeOffset? FailedAt { get; set; }
    public string? Reason { get; set; }

    public bool IsOver => State is Done or Failed or Stopped;
}
