using Hongyan.Data;
using Hongyan.Features.Scale;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>An installation with a generated population, to measure on.</summary>
/// <param name="Installation">Open; whoever opened it closes it.</param>
/// <param name="Size">How many sojourns it holds.</param>
/// <param name="Time">So long each figure is measured.</param>
internal sealed record World(Installation Installation, int Size, TimeSpan Time)
{
    public string Database { get; } = new NpgsqlConnectionStringBuilder(Installation.DataSource.ConnectionString).Database!;

    /// <summary>Where the plans are kept; nothing when they are only looked at.</summary>
    public string? Plans { get; init; }

    /// <summary>Requests are sent by so many at the same time.</summary>
    public const int Connections = 32;

    public NpgsqlDataSource Source => Installation.DataSource;

    public DateOnly Today => ChinaDate.Today(Installation.Clock);

    /// <summary>Opens the population of a size below a directory; makes it when it is not there.</summary>
    public static async Task<World> OpenAsync(string directory, int size, TimeSpan time, TextWriter output, CancellationToken cancellation)
    {
        var options = new InstallationOptions(Path.Combine(directory, size.ToString(System.Globalization.CultureInfo.InvariantCulture)), Port: 0,
            Environment.GetEnvironmentVariable("HONGYAN_ROOT") ?? AppContext.BaseDirectory, Database: null);
        var installation = await Installation.OpenAsync(options, cancellation);
        try
        {
            await using var db = installation.OpenDb();
            if (!await db.Organizations.AnyAsync(cancellation))
                await GenerateVerb.FillAsync(installation, new Order(size, size, 1, 1, ChinaDate.Today(installation.Clock)), output, cancellation);
            return new World(installation, size, time);
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async Task<T> AskAsync<T>(string sql, CancellationToken cancellation)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<List<string>> ListAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<string>();
        while (await reader.ReadAsync(cancellation))
            all.Add(reader.GetString(0));
        return all;
    }
}
