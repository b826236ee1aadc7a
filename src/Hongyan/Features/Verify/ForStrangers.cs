using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Verify;

/// <summary>Keys and status lists for machines: what lies ready is sent as it is. They hold no person, so nothing is asked of whoever reads them.</summary>
internal static class ForStrangers
{
    public const string KeysAddress = "/.well-known/hongyan/keys";
    private const string ListAddress = StatusPlaces.Path + "{list:int}";

    public static IReadOnlyList<Answering> Answers =>
    [
        new(KeysAddress, Access.Anonymous, (app, address) => app.MapGet(address,
            (HttpContext context, HongyanDb db, CancellationToken cancellation) => SendAsync(context, db, Publishing.Keys, "hongyan-keys.jwt", cancellation))),
        new(ListAddress, Access.Anonymous, (app, address) => app.MapGet(address,
            (int list, HttpContext context, HongyanDb db, CancellationToken cancellation) => AsksForCwt(context.Request)
                ? SendAsync(context, db, Publishing.NameOf(list, cwt: true), FormattableString.Invariant($"hongyan-status-{list}.cwt"), cancellation)
                : SendAsync(context, db, Publishing.NameOf(list, cwt: false), FormattableString.Invariant($"hongyan-status-{list}.jwt"), cancellation))),
    ];

    private static bool AsksForCwt(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("application/" + StatusList.CwtType, StringComparison.OrdinalIgnoreCase);

    private static async Task SendAsync(HttpContext context, HongyanDb db, string name, string file, CancellationToken cancellation)
    {
        if (await db.Publications.AsNoTracking().FirstOrDefaultAsync(one => one.Name == name, cancellation) is not { } published)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = published.Media;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        context.Response.Headers.LastModified = published.SignedAt.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers.Vary = "Accept";
        await context.Response.Body.WriteAsync(published.Content, cancellation);
    }
}
