namespace Hongyan.Platform;

/// <summary>
/// How much a page's form may hold where the usual limits are too low. Not the framework's attribute: its filter comes after the form was
/// read and complains of that with every request.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormLimitsAttribute : Attribute
{
    /// <summary>Fields, each value counted.</summary>
    public int Values { get; init; }

    /// <summary>Of a form with a file.</summary>
    public long Bytes { get; init; }
}
