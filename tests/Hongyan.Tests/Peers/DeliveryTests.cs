using Hongyan.Data;
using Hongyan.Features.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>What has no receipt for a week becomes a duty of the department, which receipts close, or whoever tells the peer otherwise.</summary>
public sealed class DeliveryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_week_without_a_receipt_the_department_clears_up_whether_it_arrived(bool byReceipt)
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲"]);
        var carrier = new Carrier(pair.Home.Installation.Instance);
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddDays(6));
        await carrier.RunAsync(Stop);
        Assert.Empty(await DutiesAsync(pair.Home));
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddDays(7));
        await carrier.RunAsync(Stop);
        await carrier.RunAsync(Stop);
        var duty = Assert.Single(await DutiesAsync(pair.Home)); // one for each peer
        Assert.Equal((Village.Today.AddDays(7), Village.Today.AddDays(12), null), (duty.OpensOn, duty.DueOn, duty.DoneOn)); // five workdays
        using var department = await pair.Home.Installation.DepartmentAsync();
        Assert.Contains("核实往来包送达", (await department.GetAsync("/Worklist")).Body!.TextContent, StringComparison.Ordinal);
        if (byReceipt)
        {
            await pair.CarryAsync(pair.Home, pair.Host);
            await pair.CarryAsync(pair.Host, pair.Home);
        }
        else
        {
            var peer = await Pair.PeerAsync(pair.Home);
            var page = await department.GetAsync($"/Cases/peer/{peer.OwnerId}/{peer.Id}/Record?type=told-otherwise&side=department");
            await department.PostAsync(page, "main form[method=post]", ("Values[how]", "phone"));
        }
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddDays(8));
        await carrier.RunAsync(Stop);
        await carrier.RunAsync(Stop);
        duty = Assert.Single(await DutiesAsync(pair.Home));
        Assert.Equal(byReceipt ? "deliveries-confirmed" : "told-otherwise", duty.ClosedBy);
    }

    private static async Task<List<KeptDuty>> DutiesAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.Duties.AsNoTracking().Where(one => one.Kind == "confirm-delivery").ToListAsync(Stop);
    }
}
