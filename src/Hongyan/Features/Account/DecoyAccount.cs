using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Hongyan.Features.Account;

/// <summary>Stands in for whoever has no account, or one without a password, so that refusing him takes as long.</summary>
internal sealed class DecoyAccount
{
    public DecoyAccount(IOptions<PasswordHasherOptions> rounds) =>
        Account.PasswordHash = new PasswordHasher<Data.Account>(rounds).HashPassword(Account, "nobody");

    public Data.Account Account { get; } = new() { DisplayName = "" };
}
