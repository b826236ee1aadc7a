using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Tests;

/// <summary>Somebody who acts without a browser.</summary>
internal static class Acting
{
    public static Actor As(string role, string? org = null, Guid? member = null, Guid? by = null)
    {
        var account = new Account { Id = by ?? Guid.CreateVersion7(), DisplayName = role, MemberId = member };
        var appointment = new Appointment { Id = Guid.CreateVersion7(), AccountId = account.Id, Role = role, OrgPath = org, FromOn = new DateOnly(2001, 1, 1) };
        return new Actor(Actor.Principal(account, appointment, "test"));
    }
}
