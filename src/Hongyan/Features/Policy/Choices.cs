using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Policy;

/// <summary>What may be chosen where a parameter takes words.</summary>
internal static class Choices
{
    private static readonly Dictionary<string, string[]> Words = new()
    {
        [Parameters.ResponsibilityModel.Name] = ["split", "home-led", "host-led"],
        [Parameters.CredentialMode.Name] = ["paper", "electronic", "none"],
        [Parameters.CertificateAlgorithm.Name] = ["es256", "sm2"],
        [Parameters.ReviewVenue.Name] = ["home", "host", "floating-organization"],
        [Parameters.TransferUrgedBy.Name] = ["home", "host"],
        [Parameters.BriefTopics.Name] = [.. Briefed.AllTopics],
        [Parameters.CareDates.Name] = ["spring-festival", "01-01", "05-01", "07-01", "10-01"],
        [Parameters.ReviewGrades.Name] = ["excellent", "qualified", "basically-qualified", "unqualified"],
        [Parameters.TransferRules.Name] = ["settled", "home-and-six-months", "contract", "fixed-place", "wish"],
    };

    public static IReadOnlyList<string> Intervals { get; } = ["month", "quarter", "half-year", "year"];

    public static IReadOnlyList<string> Units { get; } = ["days", "workdays", "months"];

    public static IReadOnlyList<string> Switch { get; } = ["on", "off"];

    public static IReadOnlyList<string> Of(Parameter parameter) => Words.GetValueOrDefault(parameter.Name) ?? [];
}
