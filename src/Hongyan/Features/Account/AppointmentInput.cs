using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Account;

/// <summary>What the administrator types of an appointment, wherever it is typed. Members are appointed by their branch.</summary>
internal static class AppointmentInput
{
    // A role is for the level it works on: a secretary for a branch, a clerk for a committee.
    private static readonly Dictionary<string, string[]> KindsOf = new()
    {
        [Roles.Secretary] = ["branch"],
        [Roles.Contact] = ["branch", "floating-organization"],
        [Roles.Clerk] = ["committee"],
        [Roles.Department] = ["organization-department"],
        [Roles.Floating] = ["floating-organization"],
    };

    private static IEnumerable<string> Offered => Roles.All.Where(role => role != Roles.Member);

    public static IEnumerable<SelectListItem> RoleChoices(Texts texts) => Offered.Select(role => new SelectListItem(texts["role." + role], role));

    /// <summary>The organisation as it will be kept; what is wrong is said at its field.</summary>
    public static string? Check(ModelStateDictionary fields, Texts texts, string role, string? orgPath, IEnumerable<Organization> organizations)
    {
        if (!Offered.Contains(role))
            fields.TryAddModelError("Role", texts["role.missing"]);
        if (!Roles.OfOrganizations.Contains(role))
            return null;
        var path = orgPath?.Trim();
        if (organizations.FirstOrDefault(one => one.Path == path) is not { } organization)
            fields.AddModelError("OrgPath", texts["organization.unknown"]);
        else if (!KindsOf[role].Contains(organization.Kind))
            fields.AddModelError("OrgPath", texts["organization.misfit", texts["role." + role], string.Join(texts["or"], KindsOf[role].Select(kind => texts["kind." + kind]))]);
        return path;
    }
}
