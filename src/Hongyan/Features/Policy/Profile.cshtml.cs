using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Every parameter of a profile as it holds today, and the versions of the profile.</summary>
public sealed class ProfileModel(HongyanDb db, Policies policies, Actor actor, TimeProvider clock) : PageModel
{
    public bool MayChange => OwnLayer.MayChange(Layer, actor);

    /// <summary>A department reads what it cannot change here, and is told what to do instead.</summary>
    public bool IsForeign => !MayChange && actor.Can(Access.Department);

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public Profile Profile { get; private set; } = null!;

    public ProfileLayer Layer => Profile.Layer;

    internal IReadOnlyList<IGrouping<string, HeldValue>> Topics { get; private set; } = [];

    internal IReadOnlyList<Version> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await policies.FindAsync(code, cancellation) is not { } profile)
            return NotFound();
        Profile = profile;
        Topics = [.. Parameters.All.Values.Select(parameter => HeldValue.Of(Profile, parameter, Today)).OfType<HeldValue>()
            .GroupBy(held => Policy.Topics.Of(held.Parameter.Name))
            .OrderBy(group => Policy.Topics.Order.ToList().IndexOf(group.Key))];
        var kept = await db.ProfileVersions.AsNoTracking().Where(version => version.Code == code).OrderBy(version => version.Version)
            .Select(version => new
            {
                Row = version,
                By = db.Accounts.Where(account => account.Id == version.AccountId).Select(account => account.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var layers = kept.ConvertAll(one => ProfileLayer.Read(one.Row.Body));
        Versions = [.. kept.Select((one, at) => new Version(one.Row.Version, one.Row.Reason, one.Row.RecordedAt, one.By,
            at == 0 ? [] : [.. VersionChange.Between(layers[at - 1], layers[at])])).Reverse()];
        return Page();
    }

    internal sealed record Version(int Number, string Reason, DateTimeOffset At, string? By, IReadOnlyList<VersionChange> Changes);
}
