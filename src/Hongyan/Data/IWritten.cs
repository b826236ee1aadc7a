namespace Hongyan.Data;

/// <summary>What is written once and never changed: a later row names it and takes its place.</summary>
public interface IWritten
{
    Guid Id { get; }

    Guid? CorrectsId { get; }

    DateTimeOffset RecordedAt { get; }
}
