using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>What a row tells of a guest's stay, as records.</summary>
internal sealed class GuestStory(RowChecks row, GuestSaid said, GuestHome? home, GuestsInSight guests, GuestHomes homes, Branches branches)
{
    private DateOnly? Departed => said.Stay.Departed?.Day;

    private string Host => said.Host!.Path;

    /// <summary>Whether the host is one that takes people in, and not a committee that names one.</summary>
    private bool IsPlaced => said.Host!.Kind is "branch" or "floating-organization";

    private SojournFacts Facts => said.Stay.Facts with { HostPath = Host, HomeOutside = home?.Entry?.Id, HomeContact = said.Home.Contact };

    public GuestChange? Tell(Member? known)
    {
        var open = known is null ? null : guests.OpenOf(known);
        if (known is not null && open is null && !said.IsAnnounced && IsOver(known)) return null;
        List<SojournEvent> happened = [.. open is null ? Begin() : said.IsAnnounced ? Confirmed(open) : GoesOn(open)];
        if (row.IsRejected) return null;
        var change = new GuestChange(known, open, said, Facts, happened, row.On);
        return change.ChangesNothing ? null : change;
    }

    /// <summary>A stay that has ended since: what the row says of it is known.</summary>
    private bool IsOver(Member known) =>
        guests.Of(known).Any(stay => stay.State != SojournState.Cancelled && stay.EndedOn is { } end && said.Stay.Arrived < end);

    private IEnumerable<SojournEvent> Begin()
    {
        if (said.IsAnnounced)
        {
            return
            [
                new Announced
                {
                    On = row.On, Organization = Host, By = Announced.List, Number = said.Stay.Facts.CertificateNumber, Departs = Departed,
                    HomeSaid = home?.Name, HomeEntry = home?.Entry?.Id, HomePhone = said.Home.Phone, Note = said.Note,
                },
            ];
        }
        return Arrival(Departed);
    }

    private IEnumerable<SojournEvent> Arrival(DateOnly? departed)
    {
        var on = said.Stay.Arrived!.Value;
        var certificate = said.Stay.Facts.CertificateNumber;
        yield return new ReportedIn
        {
            On = on, Organization = Host, Shown = certificate is null ? ReportedIn.Nothing : ReportedIn.Certificate, Number = certificate,
            HomeSaid = home?.Name ?? said.Home.Place, HomeEntry = home?.Entry?.Id, HomePhone = said.Home.Phone, HomeUnknown = home is null, Note = said.Note,
        };
        if (departed < on) yield return new DepartureLearned { On = on, Departs = departed.Value, ToldBy = "roster" };
        if (IsPlaced) yield return new Placed { On = on, Organization = Host };
        if (said.Stay.Returned is { } left && left >= on) yield return new LeftHost { On = left, Reason = "returned", To = "unknown" };
    }

    private List<SojournEvent> GoesOn(Sojourn stay)
    {
        var on = said.Stay.Arrived!.Value;
        if (stay.State == SojournState.Announced)
            return [.. Arrival(Departed ?? guests.DaysOf(stay).Departs)];
        if (stay.State == SojournState.Placed && IsPlaced && stay.HostPath != Host)
        {
            if (on <= stay.HostFrom)
            {
                row.Reject(Fields.Branch, ProblemCode.AlreadyAway, "other-host");
                return [];
            }
            row.Note(Fields.Branch, ProblemCode.HostChanged, branches.At(stay.HostPath!)?.Name ?? stay.HostPath!);
            return [.. NewHome(stay), .. Learned(stay), .. Arrival(departed: null)];
        }
        List<SojournEvent> happened = [.. NewHome(stay), .. Learned(stay)];
        if (stay.State != SojournState.Placed && IsPlaced)
        {
            var day = on > stay.HostFrom ? on : stay.HostFrom ?? on;
            if (!Writers.Within(Host, stay.HostPath))
                happened.AddRange(Arrival(departed: null).OfType<ReportedIn>().Select(arrived => arrived with { On = day }));
            happened.Add(new Placed { On = day, Organization = Host });
        }
        if (said.Stay.Returned is { } left && left >= on) happened.Add(new LeftHost { On = left, Reason = "returned", To = "unknown" });
        return happened;
    }

    /// <summary>The departure of a stay that began, as far as anybody knew, with the arrival.</summary>
    private IEnumerable<SojournEvent> Learned(Sojourn stay)
    {
        if (Departed is not { } departed || guests.DaysOf(stay).Arrived is not { } arrived || stay.DepartedOn < arrived || departed >= arrived) yield break;
        row.Note(Fields.Departed, ProblemCode.DepartureLearned, departed.ToString("yyyy-MM-dd"));
        yield return new DepartureLearned { On = row.On, Departs = departed, ToldBy = "roster" };
    }

    /// <summary>A home that nobody knew; another one than is known is for people to look at.</summary>
    private IEnumerable<SojournEvent> NewHome(Sojourn stay)
    {
        if (home is null || homes.IsSame(stay, home)) yield break;
        if (stay.HomeOutside is not null || stay.HomeWords is not null)
            row.Warn(Fields.Home, ProblemCode.HomeDiffers);
        else
            yield return new HomeChanged { On = row.On, Name = home.Name, Entry = home.Entry!.Id, Since = said.Stay.Arrived ?? row.On };
    }

    /// <summary>Whom his home has on its own list is its member, as it says itself.</summary>
    private List<SojournEvent> Confirmed(Sojourn stay)
    {
        if (home is null || stay.State == SojournState.Announced) return [];
        List<SojournEvent> happened = [.. NewHome(stay)];
        if ((happened.Count == 0 && !homes.IsSame(stay, home)) || guests.WordOf(stay).ConfirmedOn is not null) return happened;
        row.Note(Fields.Home, ProblemCode.HomeConfirmed);
        return [.. happened, new HomeAnswered { On = row.On, What = HomeAsked.Membership, Answer = HomeAnswered.Yes, Way = "letter" }];
    }
}
