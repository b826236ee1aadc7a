using System.Text.Json;

namespace Hongyan.Features.Backup;

/// <summary>What a backup holds, so that a restore can check it before it touches anything.</summary>
/// <param name="Format">The form of the file itself.</param>
/// <param name="Key">Tells whether a key file is the one the sensitive columns were encrypted with.</param>
/// <param name="Migrations">The steps of the schema the tables were in.</param>
internal sealed record Manifest(int Format, DateTimeOffset At, string Key, IReadOnlyList<int> Migrations, IReadOnlyList<TablePart> Tables)
{
    public const int Current = 1;
    public const string Name = "manifest.json";
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>One table: its columns in the order of the copy, its rows, and the hash of its part of the file.</summary>
internal sealed record TablePart(string Table, IReadOnlyList<string> Columns, long Rows, string Hash)
{
    public string Entry => $"tables/{Table}.copy";
}
