using System.Data;
using System.Text.RegularExpressions;
using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform;

/// <summary>
/// One request, one transaction, in the application's role and within the actor's scope. The answer is held back until the
/// transaction is committed: nobody is told that something is done which is not.
/// </summary>
internal sealed partial class RequestTransaction(RequestDelegate next)
{
    private const int HeldInMemory = 256 * 1024; // the rest of a long answer waits in a temporary file

    private const int LongestAddress = 8_000; // Kestrel takes 8 kB

    /// <summary>A page that computes longer than this between two statements has failed; its connection is taken back.</summary>
    private const string Idle = "; SET LOCAL idle_in_transaction_session_timeout = '2min'";

    public async Task InvokeAsync(HttpContext context, HongyanDb db, Actor actor, RequestSlots slots)
    {
        var answer = context.Response.Body;
        await using var held = new FileBufferingWriteStream(HeldInMemory);
        context.Response.Body = held;
        try
        {
            using var slot = await slots.PageAsync(context);
            if (!slot.IsAcquired)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, context.RequestAborted);
            await db.Database.ExecuteSqlRawAsync(Settings(actor), context.RequestAborted);
            await next(context);
            RefuseLongAddress(context.Response);
            if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
                await transaction.CommitAsync(CancellationToken.None);
            else
                await transaction.RollbackAsync(CancellationToken.None);
        }
        finally
        {
            context.Response.Body = answer;
        }
        // connection and slot are given back: a client that reads slowly holds neither
        if (held.Length > 0)
            await held.DrainBufferAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>What was typed may stand in the address that follows; one that no server takes is refused, and what it would have done is undone.</summary>
    private static void RefuseLongAddress(HttpResponse response)
    {
        if (response.Headers.Location.ToString().Length <= LongestAddress) return;
        response.Headers.Location = default;
        response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }

    private static string Settings(Actor actor) => ScopeOf(actor) + Idle;

    /// <summary>One command; Citus forwards SET LOCAL, but not set_config().</summary>
    internal static string ScopeOf(Actor actor)
    {
        var (lo, hi) = ("", "");
        if (actor.OrgPath is { } path)
        {
            if (!PathForm().IsMatch(path)) throw new InvalidOperationException("The account's organisation path is malformed.");
            (lo, hi) = (path, path + "/"); // '/' follows '.', so this is the organisation and everything below it
        }
        var role = Roles.All.Contains(actor.Role) ? actor.Role : ""; // never what a cookie says, only what we know
        return $"SET LOCAL ROLE hongyan_app; SET LOCAL hongyan.lo = '{lo}'; SET LOCAL hongyan.hi = '{hi}'; SET LOCAL hongyan.role = '{role}'; "
            + $"SET LOCAL hongyan.account = '{actor.AccountId}'; SET LOCAL hongyan.member = '{actor.MemberId}'; " + OrganizationOf(lo);
    }

    /// <summary>Cases know organisations by their ids. SET LOCAL takes a literal only, so a block builds it, within the same command.</summary>
    private static string OrganizationOf(string path) => path.Length == 0 ? "SET LOCAL hongyan.org = ''"
        : $"DO $$ BEGIN EXECUTE format('SET LOCAL hongyan.org = %L', coalesce((SELECT id::text FROM public.organization WHERE path = '{path}'), '')); END $$";

    [GeneratedRegex(@"\A[0-9]{3}(\.[0-9]{3})*\z")]
    private static partial Regex PathForm();
}
