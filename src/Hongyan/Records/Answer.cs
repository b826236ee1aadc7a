namespace Hongyan.Records;

/// <summary>What came of writing: it was taken up, or refused with a reason.</summary>
public readonly record struct Answer(Refusal? Refusal)
{
    /// <summary>Whether it was taken up.</summary>
    public bool IsTaken => Refusal is null;

    public static implicit operator bool(Answer answer) => answer.IsTaken;

    public static implicit operator Answer(Refusal? refusal) => new(refusal);

    public static Answer FromRefusal(Refusal? refusal) => new(refusal);

    public bool ToBoolean() => IsTaken;
}
