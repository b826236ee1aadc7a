using Hongyan.Features.Policy;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Policy;

/// <summary>Own layers of organisations, made beside the pages.</summary>
internal static class Laying
{
    /// <summary>The code of a new, empty layer of an organisation, which it follows from then on.</summary>
    public static async Task<string> LayAsync(TestInstallation installation, string path, params (string Parameter, string Value, DateOnly From)[] values)
    {
        await using var db = installation.Db();
        var place = await db.Organizations.SingleAsync(one => one.Path == path, TestContext.Current.CancellationToken);
        var layer = OwnLayer.Of(place, left: null) with
        {
            Values =
            [
                .. values.Select(one => new ProfileValue
                {
                    Parameter = one.Parameter,
                    Value = ValueReading.Json(one.Value),
                    Clauses = ["facts-3"],
                    Strength = Strength.Must,
                    From = one.From,
                }),
            ],
        };
        db.ProfileVersions.Add(OwnLayer.Row(layer, "试点需要", account: null, installation.Clock.GetUtcNow()));
        place.Profile = layer.Code;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return layer.Code;
    }
}
