using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hongyan.Bench;

/// <summary>A figure with the day, the commit and the machine it was measured on.</summary>
internal sealed record Kept(Figure Figure, DateOnly On, string Commit, string Machine);

/// <summary>The last figures of every benchmark and size, in figures.json and, to be read, in RESULTS.md.</summary>
internal sealed class Board(string directory)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private string File => Path.Combine(directory, "figures.json");

    /// <summary>The new figures in the place of those of the same benchmark and size.</summary>
    public async Task KeepAsync(IReadOnlyList<Kept> figures, CancellationToken cancellation)
    {
        var all = System.IO.File.Exists(File) ? JsonSerializer.Deserialize<List<Kept>>(await System.IO.File.ReadAllTextAsync(File, cancellation), Json)! : [];
        all.RemoveAll(old => figures.Any(one => one.Figure.Bench == old.Figure.Bench && one.Figure.Size == old.Figure.Size));
        all.AddRange(figures);
        all = [.. all.OrderBy(one => Benchmark.All.ToList().FindIndex(bench => bench.Name == one.Figure.Bench)).ThenBy(one => one.Figure.Size)];
        await System.IO.File.WriteAllTextAsync(File, JsonSerializer.Serialize(all, Json) + "\n", cancellation);
        await System.IO.File.WriteAllTextAsync(Path.Combine(directory, "RESULTS.md"), Text(all), cancellation);
    }

    /// <summary>figure | limit | ratio, as a table that is read in a terminal and in Markdown alike.</summary>
    public static string Table(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder("| sojourns | figure | limit | ratio | goal | what |\n|---:|---:|---:|---:|---|---|\n");
        foreach (var one in figures)
            text.Append(CultureInfo.InvariantCulture,
                $"| {one.Size:N0} | {Number(one.Value)} {one.Unit} | {(one.Limit is { } limit ? $"{Number(limit)} {one.Unit}" : "")} | "
                + $"{(one.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "")} | "
                + $"{GoalOf(one)} | {one.Name}{(one.Note is null ? "" : $" ({one.Note})")} |\n");
        return text.ToString();
    }

    private static string Text(List<Kept> all)
    {
        var text = new StringBuilder("""
            # Measured

            Written by `./run bench`; do not edit. Each figure stands beside its limit, measured in the same run on the same data, on the same machine,
            with client, server and database on the same cores. What the ratio must be stands under goal. How each is measured: the classes beside this file.
            Generated rows lie in the order of their members, closer together than years of use would leave them.


            """.Replace("\r", "", StringComparison.Ordinal));
        foreach (var bench in all.GroupBy(one => one.Figure.Bench))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {bench.Key}\n\n{Table(bench.Select(one => one.Figure))}\n");
            foreach (var run in bench.Select(one => (one.Figure.Size, one.On, one.Commit, one.Machine)).Distinct())
                text.Append(CultureInfo.InvariantCulture, $"- {run.Size:N0}: {run.On:yyyy-MM-dd}, commit {run.Commit}, {run.Machine}\n");
            text.Append('\n');
        }
        text.Append(Growth(all));
        return text.ToString();
    }

    /// <summary>How much slower a page is on the largest than on the smallest data.</summary>
    private static string Growth(List<Kept> all)
    {
        var lines = from one in all
                    where one.Figure.Bench == "pages" && one.Figure.Unit == "/s"
                    group one.Figure by one.Figure.Name into page
                    let small = page.MinBy(figure => figure.Size)
                    let large = page.MaxBy(figure => figure.Size)
                    where small.Size < large.Size
                    select $"| {page.Key} | {small.Size:N0} | {large.Size:N0} | {small.Value / large.Value:0.00} | "
                        + $"{(small.Value / large.Value <= 1.3 ? "≤ 1.3 ✓" : "≤ 1.3 ✗")} |\n";
        var table = string.Concat(lines);
        return table.Length == 0 ? "" : "## Growth\n\n| page | from | to | times slower | goal |\n|---|---:|---:|---:|---|\n" + table;
    }

    private static string GoalOf(Figure one) => one.IsMet is not { } met ? "" :
        string.Create(CultureInfo.InvariantCulture,
            $"{(one.Goal == Goal.AtLeast ? "≥" : "≤")} {one.Wanted}{(one.Limit is null ? " " + one.Unit : "")} {(met ? "✓" : "✗")}");

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
