using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Features.Dispatches;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>Letters about the guests: one answered by its slip, one under way, one withdrawn, and one of the county that is not finished.</summary>
internal sealed class DemoDispatches(HongyanDb db, DateOnly today, DateTimeOffset now)
{
    private const string Machinery = "001.004.001";
    private static readonly Guid Clerk = new("0198f000-0000-7000-8000-000000000001");

    public async Task FillAsync(CancellationToken cancellation)
    {
        var placed = await StayOfAsync("顾远舟", cancellation);
        var asked = await StayOfAsync("秦望溪", cancellation);
        var to = await db.OutsideOrganizations.Where(entry => entry.Id == placed.HomeOutside).Select(entry => entry.Name).SingleAsync(cancellation);
        var told = await db.Records.Where(record => record.CaseId == placed.Id && record.Type == "told-home").Select(record => (Guid?)record.Id)
            .FirstOrDefaultAsync(cancellation);
        await AddAsync(Machinery, DispatchKind.Telling, ["placed"], placed, to, "顾远舟同志已编入我支部，参加组织生活。", -62, DispatchState.Answered, -60, told, cancellation);
        await AddAsync(Machinery, DispatchKind.Feedback, [], placed, to, "顾远舟同志有关情况反馈如下。", -31, DispatchState.Withdrawn, null, null, cancellation);
        await AddAsync(Machinery, DispatchKind.Feedback, [], placed, to, "顾远舟同志在我处的情况反馈如下。", -30, DispatchState.Sent, -29, null, cancellation);
        await AddAsync(DemoOrganizations.Department, DispatchKind.Asking, [HomeAsked.Membership], asked, asked.HomeWords ?? to,
            "秦望溪同志到我处报到，请予核实。\n补充说明：" + DispatchKind.Blank, -2, DispatchState.Drafted, null, null, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private Task<Sojourn> StayOfAsync(string guest, CancellationToken cancellation) =>
        db.Sojourns.SingleAsync(stay => stay.HomePath == null && db.Members.Any(m => m.Id == stay.MemberId && m.Name == guest), cancellation);

    private async Task AddAsync(string org, string kind, string[] what, Sojourn stay, string to, string text, int drafted, string state, int? sent,
        Guid? record, CancellationToken cancellation)
    {
        var (day, left) = (today.AddDays(drafted), sent is { } days ? today.AddDays(days) : (DateOnly?)null);
        db.Dispatches.Add(new Dispatch
        {
            OrgPath = org, Id = Guid.CreateVersion7(), Year = day.Year, Number = await NumberSeries.Dispatch.NextNumberAsync(db, org, day.Year, cancellation),
            Kind = kind, What = what, PersonId = stay.MemberId, SojournId = stay.Id, OutsideId = stay.HomeOutside, ToName = to,
            Content = to + "：\n" + text, DraftedOn = day, DraftedBy = Clerk, RecordedAt = now, State = state,
            StateOn = state == DispatchState.Answered ? today.AddDays(-45) : left ?? day, SentOn = left, Way = left is null ? null : "registered",
            RecordId = record, AnsweredOn = state == DispatchState.Answered ? today.AddDays(-45) : null,
            Signer = state == DispatchState.Answered ? "柳湾村支部组织委员" : null, Remark = state == DispatchState.Withdrawn ? "重复起草" : null,
            SlipCode = RandomNumberGenerator.GetBytes(SlipCode.Bytes), SlipNumber = SlipCode.Number(RandomNumberGenerator.GetBytes(SlipCode.NumberLength)),
        });
    }
}
