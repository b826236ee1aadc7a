namespace Hongyan.Records;

/// <summary>A manifest of a feature that has pages on which records are written that need more than a form.</summary>
internal interface IGivesRecordPages
{
    IReadOnlyList<RecordPage> RecordPages { get; }
}

/// <summary>The page on which records of some types are written.</summary>
/// <param name="IsForCorrections">Whether it corrects them, too; else the one form does.</param>
internal sealed record RecordPage(string Address, IReadOnlyList<string> Types, bool IsForCorrections = true);
