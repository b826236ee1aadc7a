using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>An answer without us: the same statements in one transaction, all rows read, the same bytes written.</summary>
internal sealed record Replay(IReadOnlyList<Statement> Statements, byte[] Body, string ContentType);

/// <summary>Kestrel and Npgsql, and nothing between them: what no page can be quicker than.</summary>
internal sealed class Bare : IAsyncDisposable
{
    private readonly WebApplication app;

    private Bare(WebApplication app) => (this.app, Address) = (app, Server.AddressOf(app));

    public Uri Address { get; }

    /// <summary>The address /3 answers as the fourth of the replays does.</summary>
    public static async Task<Bare> StartAsync(NpgsqlDataSource source, IReadOnlyList<Replay> replays, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bare = builder.Build();
        bare.Run(request => AnswerAsync(request, source,
            replays[int.Parse(request.Request.Path.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)]));
        await bare.StartAsync(cancellation);
        return new Bare(bare);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Sends the statements and reads every value of every row.</summary>
    public static async Task<long> AskAsync(NpgsqlDataSource source, IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        var values = 0L;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var statement in statements)
        {
            await using var command = statement.On(connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            do
            {
                while (await reader.ReadAsync(cancellation))
                {
                    for (var column = 0; column < reader.FieldCount; column++, values++)
                        reader.GetValue(column);
                }
            }
            while (await reader.NextResultAsync(cancellation));
        }
        await transaction.CommitAsync(cancellation);
        return values;
    }

    private static async Task AnswerAsync(HttpContext request, NpgsqlDataSource source, Replay replay)
    {
        try
        {
            await AskAsync(source, replay.Statements, request.RequestAborted);
        }
        catch (NpgsqlException wrong)
        {
            request.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await request.Response.WriteAsync(wrong.ToString());
            return;
        }
        request.Response.ContentType = replay.ContentType;
        request.Response.ContentLength = replay.Body.Length;
        await request.Response.Body.WriteAsync(replay.Body, request.RequestAborted);
    }
}
