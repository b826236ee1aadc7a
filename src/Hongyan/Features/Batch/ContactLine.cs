using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Batch;

/// <summary>What is typed once for all.</summary>
public sealed class ContactCommon
{
    public string? On { get; set; }

    public string? Means { get; set; }

    public List<string> Topics { get; set; } = [];

    /// <summary>All were together in one gathering: what was said there was said to each.</summary>
    public bool IsGathering { get; set; }

    public string? Content { get; set; }

    public string? Place { get; set; }
}

/// <summary>What is typed for one person; what is empty is as for all.</summary>
public sealed class ContactLine
{
    public bool Picked { get; set; }

    public string? Means { get; set; }

    public List<string> Topics { get; set; } = [];

    public string? Content { get; set; }

    /// <summary>He was not reached: the attempt is kept, with the day of the next.</summary>
    public bool Missed { get; set; }

    public string? RetryOn { get; set; }

    public bool IsOwn => Means is { Length: > 0 } || Topics.Count > 0 || Missed;

    /// <summary>The form of one contact, filled: the same that is read when it is written for one person alone.</summary>
    public RecordInput Input(ContactCommon common, Side side, string? note)
    {
        var input = new RecordInput(RecordForm.All["contact"]) { Side = side, IsUnless = Missed };
        input.Values[RecordInput.On] = common.On;
        input.Values["means"] = string.IsNullOrEmpty(Means) ? common.Means : Means;
        input.Values["topics"] = string.Join(',', Topics.Count > 0 ? Topics : common.Topics);
        input.Values["content"] = common.IsGathering && string.IsNullOrWhiteSpace(Content) ? common.Content : Content;
        input.Values["retryOn"] = RetryOn;
        input.Values[RecordInput.Note] = note;
        return input;
    }
}
