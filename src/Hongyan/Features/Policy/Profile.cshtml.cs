using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Every parameter of a profile as it holds today, and the versions of the profile.</summary>
public sealed class ProfileModel(HongyanDb db, PolicyLibrary library, Policies policies, Actor actor, TimeProvider clock) : PageModel
{
    public bool MayChange => actor.Can(Access.Department);

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public Profile Profile { get; private set; } = null!;

    public ProfileLayer Layer => Profile.Layers[^1];

    internal IReadOnlyList<IGrouping<string, HeldValue>> Topics { get; private set; } = [];

    public IReadOnlyList<Version> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (!library.Layers.ContainsKey(code))
            return NotFound();
        Profile = await policies.OfAsync(code, cancellation);
        Topics = [.. Parameters.All.Values.Select(parameter => HeldValue.Of(Profile, parameter, Today)).OfType<HeldValue>()
            .GroupBy(held => Policy.Topics.Of(held.Parameter.Name))
            .OrderBy(group => Policy.Topics.Order.ToList().IndexOf(group.Key))];
        Versions = await db.ProfileVersions.AsNoTracking().Where(version => version.Code == code).OrderByDescending(version => version.Version)
            .Select(version => new Version(version.Version, version.Reason, version.RecordedAt,
                db.Accounts.Where(account => account.Id == version.AccountId).Select(account => account.DisplayName).FirstOrDefault()))
            .ToListAsync(cancellation);
        return Page();
    }

    public sealed record Version(int Number, string Reason, DateTimeOffset At, string? By);
}
