using System.Text;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Peers;

/// <summary>
/// Takes an envelope over the net. Who sent it is asked of its first part, before the rest is read; what cannot be read, is of nobody known or of a
/// frozen peer gets one and the same answer. The answer to a peer holds the receipts that wait for it, sealed for it.
/// </summary>
internal static class ExchangeAddress
{
    public const string Address = "/exchange";
    private const int LongestHeader = 2000;
    private const string Unread = "unreadable\n";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<Answering> Answers =>
    [
        new(Address, Access.Anonymous, (app, address) => app.MapPost(address, AnswerAsync).WithMetadata(new ReadsByItself()), HttpMethods.Post),
    ];

    private static async Task AnswerAsync(HttpContext context, Installation installation, ExchangeGate gate, ILoggerFactory logs)
    {
        var network = ClientNetwork.Of(context.Connection.RemoteIpAddress);
        if (!gate.MayTry(network))
        {
            await SayAsync(context, StatusCodes.Status429TooManyRequests, "later\n");
            return;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = Envelope.Longest;
            var carried = await TakeAsync(context.Request.Body, installation, gate, patience.Token);
            if (carried.Answer is { } answer)
            {
                context.Response.ContentType = "application/octet-stream";
                await context.Response.Body.WriteAsync(answer.Write(), context.RequestAborted);
                return;
            }
            if (carried.IsBusy)
            {
                context.Response.Headers.RetryAfter = "3600";
                await SayAsync(context, StatusCodes.Status429TooManyRequests, "later\n");
                return;
            }
            logs.CreateLogger(typeof(ExchangeAddress)).LogWarning("An envelope of {Size} characters from {Peer} could not be read", carried.Size, carried.Peer);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or BadHttpRequestException)
        {
            context.Response.Headers.Connection = "close"; // what is still on its way is not read
            var isLong = gone is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            await UnreadList.AddAsync(installation, isLong ? UnreadEnvelope.TooLarge : UnreadEnvelope.Cut, handle: null,
                (int)Math.Min(context.Request.ContentLength ?? 0, int.MaxValue), UnreadEnvelope.Net, CancellationToken.None);
        }
        gate.Failed(network);
        await SayAsync(context, StatusCodes.Status400BadRequest, Unread);
    }

    private sealed record Carried(HyxFile? Answer = null, bool IsBusy = false, Guid? Peer = null, int Size = 0);

    private static async Task<Carried> TakeAsync(Stream body, Installation installation, ExchangeGate gate, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        if (await HeaderAsync(body, read, cancellation) is not { } header)
            return await UnreadAsync(installation, UnreadEnvelope.NoEnvelope, handle: null, (int)read.Length, cancellation);
        Guid id;
        await using (var db = installation.OpenDb())
        {
            var opening = new ExchangeServices(installation, db).Opening;
            if (await opening.PeerAsync(header.Handle, cancellation) is not { } peer)
                return await UnreadAsync(installation, await opening.NobodyAsync(header.Handle, cancellation), header.Handle, (int)read.Length, cancellation);
            id = peer.Id;
        }
        if (!gate.MayBring(id))
            return new Carried(IsBusy: true);
        await body.CopyToAsync(read, cancellation); // Kestrel ends it where it is too long
        var envelope = Encoding.ASCII.GetString(read.GetBuffer(), 0, (int)read.Length).TrimEnd('\r', '\n');
        return await new Receiving(installation).TakeAsync(envelope, UnreadEnvelope.Net, cancellation) != Brought.Unreadable
            && await new Carrier(installation).AnswersAsync(id, cancellation) is { } answer
            ? new Carried(answer) : new Carried(Peer: id, Size: envelope.Length);
    }

    private static async Task<Carried> UnreadAsync(Installation installation, string why, string? handle, int size, CancellationToken cancellation)
    {
        await UnreadList.AddAsync(installation, why, handle, size, UnreadEnvelope.Net, cancellation);
        return new Carried(Size: size);
    }

    /// <summary>Reads until the first dot.</summary>
    private static async Task<SealedHeader?> HeaderAsync(Stream body, MemoryStream read, CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var got = await body.ReadAsync(buffer, cancellation);
            if (got == 0)
                return null;
            read.Write(buffer, 0, got);
            var end = read.GetBuffer().AsSpan(0, (int)read.Length).IndexOf((byte)'.');
            if (end is > 0 and <= LongestHeader)
                return Envelope.Usual.Beginning(Encoding.ASCII.GetString(read.GetBuffer(), 0, end));
            if (end >= 0 || read.Length > LongestHeader)
                return null;
        }
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
