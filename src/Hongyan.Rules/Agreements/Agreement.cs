using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>Two committees or departments whose members move between them agree on duties and targets, sign, and consult (C-3.1a, C-3.1b).</summary>
public sealed class Agreement : ICaseKind
{
    public const string Name = "agreement";

    public static CaseKind Kind { get; } = AgreementCourse.Of(Name, ["committee", "organization-department"]);
}
