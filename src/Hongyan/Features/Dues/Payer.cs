using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>One record of a stay that tells of its dues.</summary>
public sealed record DuesRecord(Guid Id, SojournEvent Happened, string? OrgPath, DateTimeOffset RecordedAt);

/// <summary>One stay and its account.</summary>
/// <param name="Records">Those that hold: what was corrected is not among them.</param>
public sealed record Payer(Sojourn Sojourn, Member Member, HomeParty Home, string? Host, IReadOnlyList<DuesRecord> Records, Story Story)
{
    public DuesAccount Account { get; } = new(Story);

    public string Category(string month) => Account.SetFor(month)?.Category ?? Member.Category;

    public IEnumerable<(DuesRecord Record, DuesPaid Paid)> Payments =>
        Records.Where(one => one.Happened is DuesPaid).Select(one => (one, (DuesPaid)one.Happened));

    public DuesRecord RecordOf(SojournEvent happened) => Records.First(one => ReferenceEquals(one.Happened, happened));

    /// <summary>The request on which the committee has not decided.</summary>
    public DuesRecord? Waiting
    {
        get
        {
            var asked = Records.Where(one => one.Happened is DuesReductionAsked).MaxBy(one => one.RecordedAt);
            return asked is null || Records.Any(one => one.Happened is DuesReductionDecided && one.RecordedAt > asked.RecordedAt) ? null : asked;
        }
    }
}
