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

    /// <summary>Rows of fields; as many as are needed.</summary>
    Rows,

    /// <summary>A file that is kept with the case.</summary>
    File,

    /// <summary>With at most two decimals.</summary>
    Money,

    /// <summary>A telephone number, kept in one shape.</summary>
    Phone,
}
