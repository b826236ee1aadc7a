using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>Dues of many: for each his own months and amount, judged by his account; the receipt gets its number when it is written.</summary>
internal sealed class DuesOfMany(HongyanDb db, DutyKeeping keeping, TimeProvider clock, Texts texts) : ManyOf(DuesPaid.Type.Name)
{
    private readonly DateOnly today = ChinaDate.Today(clock);
    private readonly Texts words = texts.For("Dues");
    private Dictionary<Guid, Payer> payers = [];

    public override async Task KnowAsync(IReadOnlyList<Batch.Person> people, BatchContent content, CancellationToken cancellation) =>
        payers = (await new DuesReading(db, keeping).OfAsync([.. people.Select(person => person.Stay)], today, cancellation))
            .ToDictionary(payer => payer.Sojourn.Id);

    public override void Offer(Batch.Person person, BatchContent content, RecordInput form)
    {
        var chosen = content.Lines.GetValueOrDefault(person.Stay.Id)?.Values.GetValueOrDefault("months")?.Split(',') ?? [];
        var duties = texts.For("Duties");
        form.Found["months"] =
        [
            .. MonthsToPay.Of(payers[person.Stay.Id], chosen, today).Select(month =>
            (month.Name, words["month.of", PeriodText.OfMonth(month.Name, duties), month.Rest is { } rest ? words["yuan", rest] : words["mark.unset"]])),
        ];
    }

    public override void Preset(Batch.Person person, BatchContent content, BatchLine line)
    {
        if (MonthsToPay.Preset(payers[person.Stay.Id], content.Period, today) is { Count: > 0 } months)
            line.Values["months"] = string.Join(',', months);
    }

    public override IEnumerable<(string Field, string Sentence)> Wrong(Batch.Person person, BatchContent content, SojournEvent happened)
    {
        var check = new PayCheck(content.Side, happened.On, words);
        _ = check.Judge(payers[person.Stay.Id], LineOf((DuesPaid)happened));
        return check.Errors.Select(error => (FieldOf(error.Field), error.Sentence));
    }

    /// <summary>Under which name the form for many has a field of the payment.</summary>
    private static string FieldOf(string field) => field switch
    {
        nameof(PayLine.Months) => "months",
        nameof(PayLine.Amount) => "amount",
        nameof(PayLine.Reason) => RecordInput.Note,
        _ => RecordInput.On,
    };

    public override SojournEvent Finished(Batch.Person person, BatchContent content, SojournEvent happened)
    {
        var paid = (DuesPaid)happened;
        var taken = new PayCheck(content.Side, paid.On, words).Judge(payers[person.Stay.Id], LineOf(paid))!;
        return paid with
        {
            Months = taken.Months,
            Amount = taken.Amount,
            InFull = taken.IsInFull,
            Note = paid.Note is { } reason && taken.IsLate ? words["note.late", reason] : paid.Note,
        };
    }

    private static PayLine LineOf(DuesPaid paid) => new()
    {
        Months = [.. paid.Months], Amount = paid.Amount?.ToString(CultureInfo.InvariantCulture), Reason = paid.Note,
    };
}
