using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Shared;

/// <summary>Whether this installation holds invented people. Asked once, for it never changes while the program runs.</summary>
internal sealed class Demonstration(Installation installation)
{
    private bool? _answer;

    public async Task<bool> IsOnAsync()
    {
        if (_answer is { } known) return known;
        try
        {
            await using var db = installation.OpenPageDb();
            await using var transaction = await Installation.BeginScopeAsync(db, new Actor(principal: null), CancellationToken.None);
            _answer = await db.Settings.AnyAsync(setting => setting.Key == "demonstration");
            return _answer.Value;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false; // the error page is shown without a database, too
        }
    }
}
