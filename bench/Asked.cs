using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>A statement that a page sent, with its values.</summary>
internal sealed record Statement(string Text, NpgsqlParameter[] Values)
{
    public NpgsqlCommand On(NpgsqlConnection connection, NpgsqlTransaction? transaction = null)
    {
        var command = new NpgsqlCommand(Text, connection, transaction);
        foreach (var value in Values)
            command.Parameters.Add(value.Clone());
        if (Text.TrimStart().StartsWith("insert into audit_entry", StringComparison.OrdinalIgnoreCase))
        {
            // each view is an entry of its own: the keys come first, those of the members after them
            var keys = command.Parameters.First(one => one.Value is Guid or Guid[]);
            keys.Value = keys.Value is Guid[] many ? Array.ConvertAll(many, _ => Guid.CreateVersion7()) : Guid.CreateVersion7();
        }
        return command;
    }
}

/// <summary>Listens to what is asked of the database while a page is fetched, so that the same can be asked without the page.</summary>
internal sealed class Asked : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<(DbContextId By, Statement Statement)> heard = [];
    private readonly List<IDisposable> subscriptions = [];

    private readonly string database;

    /// <param name="database">The one that is listened to: tests run beside each other in one process.</param>
    public Asked(string database)
    {
        this.database = database;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IReadOnlyList<Statement> Take()
    {
        lock (heard)
        {
            // a request says as whom it asks; what jobs ask meanwhile is not of the page
            var requests = heard.Where(one => one.Statement.Text.StartsWith("SET LOCAL ROLE", StringComparison.Ordinal)).Select(one => one.By).ToHashSet();
            Statement[] taken = [.. heard.Where(one => requests.Contains(one.By)).Select(one => one.Statement)];
            heard.Clear();
            return taken;
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandEventData { Command: var command, Context.ContextId: var by } || command.CommandType != CommandType.Text
            || command.Connection?.Database != database)
            return;
        var statement = new Statement(command.CommandText, [.. command.Parameters.OfType<NpgsqlParameter>().Select(one => one.Clone())]);
        lock (heard)
            heard.Add((by, statement));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
