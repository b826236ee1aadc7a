namespace Hongyan.Records;

/// <summary>How the fields of a record form stand in a form that is about more than one record.</summary>
internal sealed record FieldsShown
{
    /// <summary>Where the part finds it.</summary>
    public const string Key = "Shown";

    /// <summary>The fields of the form for one record.</summary>
    public static FieldsShown All { get; } = new();

    public Func<string, string> NameOf { get; init; } = RecordInput.NameOf;

    /// <summary>Which fields; those of the second button stand apart.</summary>
    public Func<RecordField, bool> Which { get; init; } = field => !field.IsForUnless;

    public bool HasDay { get; init; } = true;

    public bool HasNote { get; init; } = true;

    public bool HasFixed { get; init; } = true;

    /// <summary>Whether the browser insists on what has to be filled in; not where who is not ticked needs nothing.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>How high a field of several lines is.</summary>
    public int Rows { get; init; } = 4;

    /// <summary>For one of many, in place of what stands above for all: nothing has to be filled in.</summary>
    public bool IsException { get; init; }

    /// <summary>What a box sends that stands for all choices of a field whose missing ones want a reason; nothing where there is no such box.</summary>
    public string? AllOf { get; init; }

    /// <summary>Whose fields these are, where several people stand on the page.</summary>
    public string? Of { get; init; }

    /// <summary>The fields of the second button of the form for one record.</summary>
    public static FieldsShown OfUnless { get; } = new() { Which = field => field.IsForUnless, HasDay = false, HasNote = false, HasFixed = false };
}
