using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>Two organisations pair up and do things together; the same records as an agreement, with joint activities (C-3.2).</summary>
public sealed class Pairing : ICaseKind
{
    public const string Name = "pairing";

    public static CaseKind Kind { get; } = AgreementCourse.Of(Name, ["committee", "branch", "floating-organization"]);
}
