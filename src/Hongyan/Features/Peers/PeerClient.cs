using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Hongyan.Envelopes;
using Hongyan.Platform;

namespace Hongyan.Features.Peers;

/// <summary>What a peer answered to an envelope.</summary>
/// <param name="Problem">The key of the sentence that says what was wrong; nothing when it took the envelope.</param>
internal sealed record PeerAnswer(IReadOnlyList<string> Envelopes, string? Problem = null);

/// <summary>Carries envelopes to the address of a peer: by https, without redirects, and to no private network that the operator did not allow.</summary>
internal sealed class PeerClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(15);

    private readonly bool allowsPrivate;
    private readonly HttpClient client;

    public PeerClient(Installation installation)
        : this(installation.Options.AllowsPrivatePeers)
    {
    }

    /// <param name="allowsPrivate">Whether private networks may be reached.</param>
    /// <param name="trusts">How the certificate of a server is judged; without one, as this machine judges all.</param>
    internal PeerClient(bool allowsPrivate, RemoteCertificateValidationCallback? trusts = null)
    {
        this.allowsPrivate = allowsPrivate;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Connecting, ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = trusts;
        client = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = HyxFile.MostBytes };
    }

    public async Task<PeerAnswer> PostAsync(string address, string envelope, CancellationToken cancellation)
    {
        try
        {
            using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(envelope));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/jose");
            using var response = await client.PostAsync(new Uri(address.TrimEnd('/') + ExchangeAddress.Address), body, cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new PeerAnswer(HyxFile.Read(await response.Content.ReadAsByteArrayAsync(cancellation)).File?.Envelopes ?? []),
                HttpStatusCode.BadRequest => new PeerAnswer([], "unread"),
                HttpStatusCode.TooManyRequests => new PeerAnswer([], "busy"),
                _ => new PeerAnswer([], "answer"),
            };
        }
        catch (HttpRequestException wrong)
        {
            return new PeerAnswer([], wrong.InnerException is PrivateAddressException ? "private" : "unreachable");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PeerAnswer([], "unreachable");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The address is judged where it is connected to: a name could lead elsewhere a moment later.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var all = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        var reachable = allowsPrivate ? all : [.. all.Where(one => !IsPrivate(one))];
        if (reachable.Length == 0 && all.Length > 0)
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return !(address.GetAddressBytes()[0] is >= 0x20 and <= 0x3f); // global unicast is 2000::/3
        var bytes = address.GetAddressBytes();
        return (bytes[0], bytes[1]) is (0 or 10 or 127 or >= 224, _) or (100, >= 64 and <= 127) or (169, 254) or (172, >= 16 and <= 31)
            or (192, 168) or (198, 18 or 19);
    }

    private sealed class PrivateAddressException : IOException;
}
