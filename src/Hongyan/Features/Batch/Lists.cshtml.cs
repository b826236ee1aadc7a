using Hongyan.Data;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Batch;

/// <summary>
/// 按名单录入: the lists that the reader took out, and what came back on paper typed in by its number, in the order of its rows. From there it is
/// checked and saved like every batch.
/// </summary>
[FormLimits(Values = MostValues, Bytes = MostBytes), RequestSizeLimit(MostBytes)]
public sealed class ListsModel(
    Batches batches, People reading, Judging judging, IEnumerable<ManyOf> specials, Meanwhile meanwhile, Secrets secrets, Actor actor,
    TimeProvider clock, Texts texts) : PageModel
{
    private const int MostValues = 10_000;
    private const int MostBytes = 4 * 1024 * 1024;
    private const int LongestNumber = 40;
    private readonly Texts words = texts.For("Batch");
    private readonly DateOnly today = ChinaDate.Today(clock);
    private ListColumns columns = null!;

    /// <summary>The number of a list, as it was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    /// <summary>Saves what is typed so far and goes on with the next row: what Enter does where no script runs.</summary>
    [BindProperty]
    public bool Next { get; set; }

    public IReadOnlyList<KeptList> Lists { get; private set; } = [];

    /// <summary>The list that is typed in; nothing while none is found.</summary>
    public BatchContent? Typed { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    internal IReadOnlyList<ListColumn> Columns { get; private set; } = [];

    /// <summary>The numbers of rows whose people the reader no longer sees.</summary>
    public IReadOnlyList<int> Gone { get; private set; } = [];

    /// <summary>Names of those for whom the same was recorded since the list was made.</summary>
    public IReadOnlyList<string> Changed { get; private set; } = [];

    /// <summary>The row with which to go on.</summary>
    public int? Onward { get; private set; }

    /// <summary>The day that holds where a row says none.</summary>
    public string? On => Typed?.Common.GetValueOrDefault(RecordInput.On);

    public string? Once => columns.Once;

    internal IEnumerable<string> Legends => Columns.Select(columns.LegendOf).OfType<string>();

    public static string AddressOf(string number) => "/Batch/Lists" + new QueryBuilder { { "number", number } };

    internal static string NameOf(int place, ListColumn column) => $"Row{place}.{column.Name}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(Number))
        {
            if (await FindAsync(cancellation) is { } refused)
                return refused;
            if (Typed is not null && Number != BatchList.NumberOf(secrets, Typed.Id))
                return LocalRedirect(AddressOf(BatchList.NumberOf(secrets, Typed.Id))); // one address, under which what is typed is kept
        }
        if (Typed is null)
            return await AllAsync(cancellation);
        await ReadAsync(cancellation);
        _ = LinesOf((row, column, sentence) =>
            ModelState.AddModelError(NameOf(row.Place, column), words["list.typed.wrong", row.Place, row.Person.Name, $"{column.Label}：{sentence}"]));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is { } refused)
            return refused;
        if (Typed is null)
            return await AllAsync(cancellation);
        await ReadAsync(cancellation);
        Take(Request.Form);
        var wrong = 0;
        var taken = LinesOf((_, _, _) => wrong++);
        if (!Next && wrong == 0 && taken.Count == 0)
            ModelState.AddModelError("", words["list.empty"]);
        var isReady = !Next && wrong == 0 && taken.Count > 0;
        if (isReady)
        {
            new BatchList(Typed, [.. Rows.Select(row => row.Person)], secrets, texts, today).Take(taken);
            (Typed.Stage, Typed.Refused) = (BatchStage.Checking, []);
        }
        await batches.KeepAsync(Typed, cancellation);
        return !ModelState.IsValid ? Page() : LocalRedirect(isReady ? $"/Batch/{Typed.Type}?act={Typed.Id}" : AddressOf(Number!));
    }

    private async Task<PageResult> AllAsync(CancellationToken cancellation)
    {
        Lists = await batches.ListsAsync(cancellation);
        return Page();
    }

    /// <summary>Finds the list of the number, or says why it cannot be typed in.</summary>
    private async Task<IActionResult?> FindAsync(CancellationToken cancellation)
    {
        var number = Number is { Length: <= LongestNumber } typed ? BatchList.Tidy(typed) : "";
        var found = number.Length == 0 ? null : await batches.ListAsync(number, cancellation);
        if (found is { } one && one.List.AccountId == actor.AccountId && await batches.FindAsync(one.List.Id, cancellation) is { } content)
        {
            if (!content.MayBeWrittenBy(actor))
                return Forbid();
            Typed = content;
        }
        else
        {
            ModelState.AddModelError(nameof(Number), found is { } other && other.List.AccountId != actor.AccountId
                ? words["list.foreign", number, other.By ?? "—", DateText.Of(ChinaDate.Of(other.List.MadeAt))] : words["list.unknown"]);
        }
        return null;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var content = Typed!;
        var special = specials.FirstOrDefault(one => one.Type == content.Type);
        columns = new ListColumns(content, texts, today);
        Columns = columns.OnPaper;
        var all = (await reading.FindAsync(content, special, cancellation)).Where(person => content.OnList.Contains(person.Stay.Id)).ToList();
        var written = await reading.WrittenAsync(content.Id, all, cancellation);
        meanwhile.Remember(content.Known);
        var open = all.Where(person => !written.Contains(person.Stay.Id)).ToList();
        var waiting = await meanwhile.WaitingAsync([.. open.Select(person => person.Stay)], step: null, Judging.OnlyType(content), cancellation);
        Changed = [.. open.Where(person => waiting.Contains(person.Stay.Id)).Select(person => person.Name)];
        Rows = [.. all.Select(person => new Row(content.PlaceOf(person.Stay.Id), person, ClosedFor(person))
        {
            Cells = content.Paper.GetValueOrDefault(person.Stay.Id) ?? [],
        })];
        var seen = all.Select(person => person.Stay.Id).ToHashSet();
        Gone = [.. content.OnList.Where(stay => !seen.Contains(stay)).Select(content.PlaceOf)];
        var last = Rows.LastOrDefault(row => row.IsTyped)?.Place ?? 0;
        Onward = Rows.FirstOrDefault(row => row.IsOpen && row.Place > last)?.Place;

        Left? ClosedFor(Person person) =>
            written.Contains(person.Stay.Id) ? new Left(person, words["list.written"])
            : person.Refusal is { } refusal ? judging.Of(person, refusal)
            : special?.FlagsOf(person, content) is { Count: > 0 } flags
                ? new Left(person, string.Join(texts.For("Records")["and"], flags.Select(flag => words["flag." + flag])))
            : null;
    }

    /// <summary>Keeps what was typed, as it was typed.</summary>
    private void Take(IFormCollection form)
    {
        if (form.TryGetValue(BatchContent.NameOf(RecordInput.On), out var on) && on.ToString() is { Length: > 0 } day)
            Typed!.Common[RecordInput.On] = day;
        foreach (var row in Rows.Where(row => row.IsOpen))
        {
            row.Cells.Clear();
            foreach (var column in Columns)
            {
                if (form[NameOf(row.Place, column)].ToString().Trim() is { Length: > 0 } text)
                    row.Cells[column.Name] = text;
            }
            Typed!.Paper[row.Person.Stay.Id] = row.Cells;
        }
    }

    /// <summary>The lines of those rows that say something.</summary>
    private Dictionary<Guid, BatchLine> LinesOf(Action<Row, ListColumn, string> wrong) => Rows.Where(row => row is { IsOpen: true, IsTyped: true })
        .ToDictionary(row => row.Person.Stay.Id, row => columns.LineOf(row.Person,
            Columns.Select(column => (column, new Cell(row.Cells.GetValueOrDefault(column.Name) ?? ""))),
            (column, sentence) => wrong(row, column, sentence)));

    /// <summary>One row of the list.</summary>
    /// <param name="Place">Its number.</param>
    /// <param name="Closed">Why nothing is typed in it.</param>
    public sealed record Row(int Place, Person Person, Left? Closed)
    {
        /// <summary>What was typed, by column.</summary>
        public required Dictionary<string, string> Cells { get; init; }

        public bool IsOpen => Closed is null;

        public bool IsTyped => Cells.Count > 0;
    }
}
