namespace Hongyan.Rules.Engine;

/// <summary>How a field of a form is filled in.</summary>
public enum FieldKind
{
    Date,
    Text,

    /// <summary>Several lines.</summary>
    Prose,
    Number,
    Choice,
    Several,

    /// <summary>A reason for each choice that was not ticked in another field.</summary>
    Reasons,
    YesNo,
}
