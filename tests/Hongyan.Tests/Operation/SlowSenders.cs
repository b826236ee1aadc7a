using System.Net.Sockets;
using System.Text;

namespace Hongyan.Tests.Operation;

/// <summary>Sockets that begin a form and send it at 300 bytes a second, each anew as soon as it is closed.</summary>
/// <param name="addressOf">The address that each says it comes from, as a proxy would; nothing for that of the socket.</param>
internal sealed class SlowSenders(Uri server, Func<int, string?> addressOf) : IAsyncDisposable
{
    private const int BytesASecond = 300;
    private const int Length = 60_000;
    private readonly CancellationTokenSource enough = new();
    private readonly List<Task> senders = [];
    private int connected;
    private int ended;

    /// <summary>How often one has begun.</summary>
    public int Begun => connected;

    /// <summary>How often the server has closed one.</summary>
    public int Ended => ended;

    public async Task BeginAsync(int count)
    {
        senders.AddRange(Enumerable.Range(0, count).Select(number => Task.Run(() => SendAsync(number))));
        while (connected < count) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(senders);
        enough.Dispose();
    }

    private async Task SendAsync(int number)
    {
        var head = new StringBuilder(
            $"POST /Account/SignIn HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Length}\r\n");
        if (addressOf(number) is { } address) head.Append(System.Globalization.CultureInfo.InvariantCulture, $"X-Forwarded-For: {address}\r\n");
        var part = Encoding.ASCII.GetBytes(new string('a', BytesASecond));
        while (!enough.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(server.Host, server.Port, enough.Token);
                var stream = client.GetStream();
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\nUserName="), enough.Token);
                Interlocked.Increment(ref connected);
                var answered = ReadToEndAsync(stream);
                for (var sent = 0; sent < Length && !answered.IsCompleted; sent += BytesASecond)
                {
                    await stream.WriteAsync(part, enough.Token);
                    await Task.WhenAny(answered, Task.Delay(1000, enough.Token));
                }
                await answered;
            }
            catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
            if (!enough.IsCancellationRequested) Interlocked.Increment(ref ended);
        }
    }

    private async Task ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, enough.Token) > 0)
        {
            // what it is answered does not matter
        }
    }
}
