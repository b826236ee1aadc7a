using System.Diagnostics;

namespace Hongyan.Bench;

/// <summary>A request that is sent again and again.</summary>
internal sealed record Request(string Address, string? Cookie = null)
{
    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, Address);
        if (Cookie is not null)
            message.Headers.TryAddWithoutValidation("Cookie", Cookie);
        return message;
    }
}

/// <summary>What a server bore.</summary>
/// <param name="PerSecond">Requests answered.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds in which 99 of 100 were answered.</param>
internal sealed record Borne(double PerSecond, double Median, double P99);

/// <summary>
/// Sends requests over 32 connections, each as soon as the one before is answered. The client runs on the same cores as the server and costs both alike.
/// </summary>
internal static class Load
{
    private const double WarmUpShare = 1;

    public static async Task<Borne> BearAsync(Uri address, IReadOnlyList<Request> requests, TimeSpan time, CancellationToken cancellation)
    {
        using var client = Server.Client(address);
        await SendAsync(client, requests, time * WarmUpShare, cancellation);
        var watch = Stopwatch.StartNew();
        var times = await SendAsync(client, requests, time, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        times.Sort();
        return new Borne(times.Count / seconds, times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    private static async Task<List<double>> SendAsync(HttpClient client, IReadOnlyList<Request> requests, TimeSpan time, CancellationToken cancellation)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var connections = await Task.WhenAll(Enumerable.Range(0, World.Connections).Select(connection => Task.Run(
            async () =>
            {
                var times = new List<double>();
                for (var at = connection; times.Count == 0 || Stopwatch.GetTimestamp() < until; at++)
                {
                    var begun = Stopwatch.GetTimestamp();
                    using var message = requests[at % requests.Count].Message();
                    using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
                    if (!answer.IsSuccessStatusCode)
                        throw new InvalidOperationException(
                            $"{message.RequestUri} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
                    await answer.Content.CopyToAsync(Stream.Null, cancellation);
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
                return times;
            },
            cancellation)));
        return [.. connections.SelectMany(times => times)];
    }
}
