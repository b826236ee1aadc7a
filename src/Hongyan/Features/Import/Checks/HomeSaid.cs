using System.Text.RegularExpressions;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;
using Hongyan.Rules.Identity;

namespace Hongyan.Features.Import.Checks;

/// <summary>What a row says of the organisation outside in which somebody is registered.</summary>
/// <param name="Place">The division in words, <paramref name="Code"/> as far as it is known.</param>
internal sealed partial record HomeSaid(string? Name, string? Committee, string? Place, string? Code, string? Contact, string? Phone)
{
    private static readonly string[] Ends = ["支部", "党委", "工委", "委员会", "总支", "总支部", "组织部", "党组"];

    public static HomeSaid Read(RowChecks row, PlaceCodes places)
    {
        var (name, committee, place) = (row.Text(Fields.Home), row.Text(Fields.HomeCommittee), row.Text(Fields.HomePlace));
        if (name is null && committee is null && place is not null && Array.Exists(Ends, end => place.EndsWith(end, StringComparison.Ordinal)))
            (name, place) = (place, null); // the column of the division names the organisation
        if (name is null) (name, committee) = (committee, null);
        var code = new[] { place, name, committee }.OfType<string>().Select(text => DivisionCode().IsMatch(text) ? text : places.CodeOf(text))
            .FirstOrDefault(found => found is not null);
        var (contact, phone) = Reached(row.Text(Fields.HomeContact), row.Text(Fields.HomePhone));
        return new HomeSaid(name, committee, place, code, contact, phone);
    }

    /// <summary>One column may hold the name and the telephone: its digits are the telephone.</summary>
    private static (string? Contact, string? Phone) Reached(string? contact, string? phone)
    {
        if (contact is null || Telephone().Match(contact) is not { Success: true } digits) return (contact, Tidy(phone));
        var name = contact.Remove(digits.Index, digits.Length).Trim(' ', ':', '：', ',', '，', '、', '/', '(', ')', '（', '）', '-');
        return (name.Length == 0 ? null : name, Tidy(phone ?? digits.Value));
    }

    private static string? Tidy(string? phone) => phone is null ? null : PhoneNumber.Read(phone) ?? phone;

    [GeneratedRegex(@"\A[0-9]{6}\z")]
    private static partial Regex DivisionCode();

    [GeneratedRegex(@"\+?[0-9][0-9\- ]{5,}[0-9](?:转[0-9]+)?")]
    private static partial Regex Telephone();
}
