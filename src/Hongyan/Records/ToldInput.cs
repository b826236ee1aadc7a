using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Records;

/// <summary>How the word of a host outside came to home, as the form says that types it. A page binds it as Told and shows the part _Told.</summary>
public sealed class ToldInput
{
    public const int LongestSigner = 60;

    /// <summary>More than a scan may have, so that one somewhat too large is answered with a sentence.</summary>
    public const int MostBytes = 3 * CaseFiles.MostBytes;

    public string? Way { get; set; }

    public DateOnly? Day { get; set; }

    public string? Signer { get; set; }

    public IFormFile? Scan { get; set; }

    /// <summary>The scan of the record that is corrected; it stays until another one takes its place.</summary>
    [BindNever]
    public FiledPaper? Kept { get; private set; }

    /// <summary>The scan that came with the form, to be kept when the record is.</summary>
    [BindNever]
    public SentFile? Sent { get; private set; }

    /// <summary>Whether a record of that type and side would be the word of a host outside.</summary>
    public static bool IsAsked(string type, Side? side, Sojourn stay) => side == Side.Host && DutyKeeping.IsHostOutside(stay)
        && SojournRecords.Book.Find(type) is { } known && Told.MayBe(known);

    public static IEnumerable<(string Way, string Text)> Ways(Texts records) => Told.Ways.Select(way => (way, records["choice.toldWay." + way]));

    /// <summary>What stands in the form before anybody types: a letter of today, or what the corrected record said.</summary>
    public void Preset(DateOnly today, SojournEvent? corrected)
    {
        (Way, Day, Signer) = (corrected?.Told?.Way ?? Told.Ways[1], corrected?.Told?.Day ?? corrected?.On ?? today, corrected?.Told?.Signer);
        Keep(corrected);
    }

    public void Keep(SojournEvent? corrected) => Kept = corrected?.Told?.Scan;

    /// <summary>Takes the scan that was sent; what is wrong with it stands in the model state.</summary>
    public async Task TakeScanAsync(ModelStateDictionary state, Texts texts, CancellationToken cancellation)
    {
        if (Scan is not { Length: > 0 } posted || Sent is not null)
            return;
        var (file, error) = await CaseFiles.ReadScanAsync(posted, cancellation);
        if (file is null)
            state.AddModelError($"{nameof(Told)}.{nameof(Scan)}", texts.For("Records")[error!]);
        else
            (Sent, Kept) = (file, file.Paper);
    }

    /// <summary>Nothing where something is wrong, which then stands in the model state.</summary>
    /// <param name="on">The day of what is told.</param>
    public Told? Read(DateOnly? on, DateOnly today, ModelStateDictionary state, Texts texts)
    {
        var records = texts.For("Records");
        var isRight = true;
        if (Way is null || !Told.Ways.Contains(Way))
            Wrong(nameof(Way), texts["invalid.required"]);
        if (Day is null)
            Wrong(nameof(Day), texts["invalid.required"]);
        else if (Day > today)
            Wrong(nameof(Day), records["refusal.told-ahead"]);
        else if (Day < on)
            Wrong(nameof(Day), records["refusal.told-before", Platform.Parts.DateText.Of(on.Value)]);
        if (TypedText.TooLong(Signer, LongestSigner) is { } tooLong)
            Wrong(nameof(Signer), tooLong);
        return isRight ? new Told(Way!) { Day = Day, Signer = string.IsNullOrWhiteSpace(Signer) ? null : Signer.Trim(), Scan = Kept } : null;

        void Wrong(string field, string sentence)
        {
            isRight = false;
            state.AddModelError($"{nameof(Told)}.{field}", sentence);
        }
    }
}
