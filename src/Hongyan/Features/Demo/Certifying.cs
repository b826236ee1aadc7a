using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Demo;

/// <summary>Numbers for the certificates of the county: a range for each committee, one of them nearly used up, and a few that were lost.</summary>
internal sealed class Certifying(HongyanDb db, RecordServices writing, DateOnly today)
{
    private const int Width = 4;
    private const int FirstFree = 101;
    private const int Few = 104;
    private const int Many = 600;

    /// <summary>The number of the certificate of a stay; the stays of the county have the first hundred.</summary>
    public static string Number(string home, int stay) => PrefixOf(home) + (stay + 1).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    public void GiveRanges(IEnumerable<Organization> places)
    {
        foreach (var committee in places.Where(place => place.Kind == "committee"))
        {
            db.CertificateRanges.Add(new CertificateRange
            {
                Id = Guid.CreateVersion7(),
                CommitteePath = committee.Path,
                Prefix = PrefixOf(committee.Path),
                Width = Width,
                First = 1,
                Last = committee.Path == DemoOrganizations.PointsCommittee ? Few : Many,
                Next = FirstFree,
                GivenOn = today.AddYears(-2),
            });
        }
    }

    /// <summary>One lost and made anew, one lost that waits for the committee, one sealed that waits for its branch.</summary>
    public async Task LoseAsync(IReadOnlyList<Sojourn> stays, CancellationToken cancellation)
    {
        var whole = db.Certificates.Local.Where(one => one is { SealedOn: not null, IssuedOn: not null }).Select(one => one.SojournId).ToHashSet();
        var held = stays.Where(stay => stay.State == "placed" && whole.Contains(stay.Id) && stay.HomePath != DemoOrganizations.HomeBranch
            && stay.DepartedOn < today.AddDays(-120)).ToList();
        await LoseAsync(held[0], seal: 20, issue: 18, cancellation);
        await LoseAsync(held[1], seal: null, issue: null, cancellation);
        await LoseAsync(held[2], seal: 4, issue: null, cancellation);
    }

    private async Task LoseAsync(Sojourn stay, int? seal, int? issue, CancellationToken cancellation)
    {
        var events = new List<SojournEvent> { new CertificateLost { On = today.AddDays(-25), Note = "随行李遗失。" } };
        if (seal is { } sealedBefore)
        {
            var range = db.CertificateRanges.Local.First(range => Writers.Within(stay.HomePath, range.CommitteePath));
            events.Add(new CertificateSealed { On = today.AddDays(-sealedBefore), Number = range.Number(range.Next++) });
        }
        if (issue is { } issuedBefore)
            events.Add(new CertificateIssued { On = today.AddDays(-issuedBefore) });
        if (!await writing.Recording.AddAsync(stay, events, cancellation))
            throw new InvalidOperationException($"The certificate of {stay.Id} cannot be lost.");
    }

    // GY and the committee: 归雁, whose numbers no other county has.
    private static string PrefixOf(string path) => $"GY{path.Split('.')[1][1..]}";
}
