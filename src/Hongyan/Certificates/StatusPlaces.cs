using System.Security.Cryptography;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>Places of certificates in the status lists, written in the transaction that writes the record; <see cref="Publishing"/> signs them.</summary>
public sealed class StatusPlaces(HongyanDb db)
{
    /// <summary>Behind the public address, in front of the number of the list. Short, for it stands in every code.</summary>
    public const string Path = "/S/";

    /// <summary>The address of the installation, kept because commands that write records are not told it.</summary>
    internal const string AddressSetting = "public-address";

    private const string NoAddress = "hongyan:";
    private const int Tries = 16;

    /// <summary>Strangers are told of what lasts: that it expired stands in the code.</summary>
    public static int ValueOf(KeptCertificate certificate) => certificate switch
    {
        { LostOn: not null } => StatusList.Lost,
        { WithdrawnOn: not null } or { ReplacedOn: not null } => StatusList.Withdrawn,
        _ => StatusList.Valid,
    };

    /// <summary>The place of a certificate, at random when it has none yet: neighbours in the list have nothing to do with each other.</summary>
    public async Task<StatusReference> TakeAsync(Guid certificate, CancellationToken cancellation)
    {
        var offered = Enumerable.Range(0, Tries).Select(_ => RandomNumberGenerator.GetInt32(int.MaxValue)).ToArray();
        var taken = await db.Database.SqlQuery<Taken>(
            $"""select list_id as "List", place as "Place" from take_status_place({certificate}, {offered})""").SingleAsync(cancellation);
        return new StatusReference(await UriAsync(db, taken.List, cancellation), taken.Place);
    }

    public Task SetAsync(Guid certificate, int value, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select set_certificate_status({certificate}, {value})", cancellation);

    internal static async Task<string> UriAsync(HongyanDb db, int list, CancellationToken cancellation) =>
        await db.Settings.Where(one => one.Key == AddressSetting).Select(one => one.Value).FirstOrDefaultAsync(cancellation) is { } address
            ? FormattableString.Invariant($"{address}{Path}{list}")
            : FormattableString.Invariant($"{NoAddress}{list}");

    private sealed record Taken(int List, int Place);
}
