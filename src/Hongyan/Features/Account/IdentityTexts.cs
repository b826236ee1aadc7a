using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;

namespace Hongyan.Features.Account;

/// <summary>Identity's refusals in our words; one that is not foreseen reads as a general one.</summary>
internal static class IdentityTexts
{
    public static string Of(this Texts texts, IdentityError error) =>
        texts.Has("identity." + error.Code) ? texts["identity." + error.Code] : texts["identity.other"];
}
