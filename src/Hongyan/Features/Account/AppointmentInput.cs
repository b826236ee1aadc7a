using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Account;

/// <summary>What the administrator types of an appointment, wherever it is typed. Members are appointed by their branch.</summary>
internal static class AppointmentInput
{
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
        if (string.IsNullOrEmpty(path))
            fields.AddModelError("OrgPath", texts["organization.missing", texts["role." + role]]);
        else if (organizations.FirstOrDefault(one => one.Path == path) is not { } organization)
            fields.AddModelError("OrgPath", texts["organization.unknown"]);
        else if (!Roles.KindsOf[role].Contains(organization.Kind))
            fields.AddModelError("OrgPath",
                texts["organization.misfit", texts["role." + role], string.Join(texts["or"], Roles.KindsOf[role].Select(kind => texts["kind." + kind]))]);
        return path;
    }
}
