namespace Hongyan.Rules.Engine;

/// <summary>A class of events that says beside itself everything that is known of its type of record.</summary>
public interface IRecord
{
    static abstract RecordType Type { get; }
}
