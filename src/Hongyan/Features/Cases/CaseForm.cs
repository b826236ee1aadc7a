using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Features.Cases;

/// <summary>The form of one record of a case, for the side that tells it: filled from the story, then read from what was sent.</summary>
public sealed class CaseForm
{
    internal const string LetterNumber = "letterNumber";
    internal const string LetterOn = "letterOn";
    internal const string LetterScan = "letterScan";
    private readonly CaseStory story;
    private readonly string side;
    private readonly bool isOutside;
    private readonly List<SentFile> files = [];
    private CorrectedRecord? corrected;

    public CaseForm(CaseStory story, RecordType type, string side, bool isOutside)
    {
        (this.story, this.side, this.isOutside) = (story, side, isOutside);
        Input = new RecordInput(type, story.Kind);
        if (isOutside)
            (Input.Values[LetterNumber], Input.Values[LetterOn], Input.Values[LetterScan]) = (null, null, null);
        foreach (var field in Input.Fields)
        {
            if (field.From is { } choices)
                Input.Found[field.Name] = Choices(choices);
            foreach (var cell in field.Row.Where(cell => cell.From is not null))
                Input.Found[$"{field.Name}.{cell.Name}"] = Choices(cell.From!);
        }
    }

    public RecordInput Input { get; }

    /// <summary>What came with the form and is kept when the record is.</summary>
    public IReadOnlyList<SentFile> Files => files;

    /// <summary>Whether a button for another row was pressed.</summary>
    public bool IsForRow { get; private set; }

    /// <summary>Whether it has files: the form is sent in parts then.</summary>
    public bool HasFiles => isOutside || Input.Fields.Any(one => one.Kind == FieldKind.File);

    /// <param name="part">What of a duty the form was opened for.</param>
    /// <param name="rows">How many rows a draft has that waits to be filled in, by what says so.</param>
    public void Begin(DateOnly today, Actor actor, string? part, Func<string, string?> rows)
    {
        Input.Values[RecordInput.On] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var field in Input.Fields)
        {
            if (field.Kind == FieldKind.Rows && int.TryParse(rows(RecordInput.CountOf(field.Name)), CultureInfo.InvariantCulture, out var count))
                Input.ShowRows(field, count);
            Input.Values[field.Name] = field.Given is { } given ? given(story)
                : field.IsPart ? Input.Found.GetValueOrDefault(field.Name) is [var only] ? only.Value : part
                : field.Preset == FieldPreset.Writer ? actor.DisplayName : field.Default;
        }
    }

    /// <summary>The text as it was last drafted, to be changed into the next one.</summary>
    public void Take(PartyEvent earlier)
    {
        var said = JsonNode.Parse(story.Kind.Write(earlier))!.AsObject();
        foreach (var field in Input.Fields)
        {
            if (said[field.Name] is JsonArray rows && field.Kind == FieldKind.Rows)
                Input.TakeRows(field, rows);
            else if (field.Kind is not FieldKind.File)
                Input.Values[field.Name] = said[field.Name] is JsonArray several ? string.Join(',', several.Select(one => one!.ToString()))
                    : said[field.Name]?.ToString();
        }
    }

    /// <summary>The record that is corrected: what the form does not ask for, and files that are not sent anew, stay as they are.</summary>
    internal void Keep(CorrectedRecord record) => corrected = record;

    /// <summary>The record as it is, to be corrected.</summary>
    internal void Correct(CorrectedRecord record)
    {
        corrected = record;
        var happened = record.Happened;
        Input.Values[RecordInput.On] = happened.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Input.Values[RecordInput.Note] = happened.Note;
        Take(happened);
        if (isOutside && happened.Letter is { } letter)
            (Input.Values[LetterNumber], Input.Values[LetterOn]) = (letter.Number, letter.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>What was typed; nothing when something is wrong with it, or when only a row was asked for.</summary>
    public async Task<PartyEvent?> ReadAsync(HttpRequest request, DateOnly today, Texts words, ModelStateDictionary errors, CancellationToken cancellation)
    {
        var posted = request.Form;
        Input.Fill(posted);
        foreach (var field in new[] { LetterNumber, LetterOn }.Where(_ => isOutside))
            Input.Values[field] = posted[$"Values[{field}]"];
        if (posted[RecordInput.Add] is [{ Length: > 0 } rows, ..])
        {
            Input.AddRow(rows);
            IsForRow = true;
            return null;
        }
        foreach (var field in Input.Fields.Where(field => field.Kind == FieldKind.File))
        {
            var sent = await FileAsync(posted, field.Name, words, errors, cancellation);
            if ((sent ?? corrected?.FileOf(field.Name)) is { } paper)
                Input.Filed[field.Name] = paper;
        }
        var letter = isOutside ? await LetterAsync(posted, today, words, errors, cancellation) : null;
        var happened = Input.Read(story.Kind, today, [.. corrected?.Unasked(Input) ?? [], (PartyEvent.SideName, side), ("letter", letter)]);
        foreach (var (field, sentence) in Input.Sentences(words))
            errors.AddModelError($"Values[{field}]", sentence);
        return errors.IsValid ? happened : null;
    }

    /// <summary>What a party outside says stands in a letter of its, which is named and whose scan is kept.</summary>
    private async Task<JsonObject?> LetterAsync(IFormCollection posted, DateOnly today, Texts words, ModelStateDictionary errors,
        CancellationToken cancellation)
    {
        var scan = await FileAsync(posted, LetterScan, words, errors, cancellation) ?? corrected?.Happened.Letter?.File;
        if (scan is null && errors.IsValid)
            errors.AddModelError($"Values[{LetterScan}]", words["invalid.required"]);
        if (Input[LetterNumber] is { Length: <= RecordForm.LongestText } number && scan is not null
            && DateOnly.TryParseExact(Input[LetterOn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && on <= today)
            return new JsonObject { ["number"] = number, ["on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["file"] = RecordInput.Json(scan) };
        if (Input[LetterNumber] is null)
            errors.AddModelError($"Values[{LetterNumber}]", words["invalid.required"]);
        else if (!DateOnly.TryParseExact(Input[LetterOn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day > today)
            errors.AddModelError($"Values[{LetterOn}]", words[Input[LetterOn] is null ? "invalid.required" : "invalid.date"]);
        return null;
    }

    private async Task<FiledPaper?> FileAsync(IFormCollection posted, string field, Texts words, ModelStateDictionary errors, CancellationToken cancellation)
    {
        if (posted.Files.GetFile($"Values[{field}]") is not { Length: > 0 } sent)
            return null;
        var (file, error) = await CaseFiles.ReadAsync(sent, cancellation);
        if (error is not null)
            errors.AddModelError($"Values[{field}]", words[error]);
        else
            files.Add(file!);
        return file?.Paper;
    }

    private IReadOnlyList<(string Value, string Text)> Choices(Func<CaseStory, string, IEnumerable<StoryChoice>> choices) =>
        [.. choices(story, side).Select(choice => (choice.Value, $"{DateText.Of(choice.On)} {choice.Text}".TrimEnd()))];
}
