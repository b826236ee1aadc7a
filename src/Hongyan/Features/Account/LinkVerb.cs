using System.CommandLine;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>`link NAME`: a new link for an administrator who never came in because his was lost. 0: made, 2: not possible.</summary>
internal static class LinkVerb
{
    private static readonly string[] RolesMade = [Roles.Security, Roles.Audit, Roles.System];

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "用户名 / the user name" };
        var command = new Command("link", "管理员的首次登录链接遗失时，另发一个 / a new link for an administrator whose first one was lost") { name };
        command.SetAction(async (arguments, cancellation) =>
            await MakeAsync(InstallationOptions.From(arguments), arguments.GetRequiredValue(name), Console.Out, cancellation));
        return command;
    }

    internal static async Task<int> MakeAsync(InstallationOptions options, string name, TextWriter output, CancellationToken cancellation)
    {
        if (options.Database is null && !Directory.Exists(options.DataDirectory))
        {
            await output.WriteLineAsync($"{options.DataDirectory} 里没有安装。 / There is no installation in {options.DataDirectory}.");
            return 2;
        }
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await using var db = installation.OpenDb();
        var key = name.Trim().ToUpperInvariant();
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.NormalizedUserName == key, cancellation);
        if (account is null)
        {
            await output.WriteLineAsync($"没有用户名 {name}。 / There is no user named {name}.");
            return 2;
        }
        if (account.PasswordHash is not null
            || !await db.Appointments.AnyAsync(one => one.AccountId == account.Id && RolesMade.Contains(one.Role), cancellation))
        {
            await output.WriteLineAsync($"{name} 已经开通或者不是管理员：由安全管理员在“账号”页面办理。 / "
                + $"{name} is in use or no administrator: the security administrator does it on the page of accounts.");
            return 2;
        }
        var actor = new Actor(principal: null);
        var token = await new Invitations(db, actor, installation.Clock).NewTokenAsync(account, cancellation);
        new Audit(db, actor).Note("link-made", account.Id.ToString());
        await db.SaveChangesAsync(cancellation);
        var address = installation.Options.PublicAddress?.ToString().TrimEnd('/') ?? $"http://127.0.0.1:{options.Port}";
        await output.WriteLineAsync($"{address}{Invitations.AddressOf(token)}");
        return 0;
    }
}
