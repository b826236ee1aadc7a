using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>A sojourn to open, or what is new about one that is known.</summary>
/// <param name="Host">The branch that received him; null when only the departure is told.</param>
internal sealed record SojournChange(Member Member, Sojourn? Existing, string? Host, SojournSaid Said, DateOnly On) : Change
{
    public bool ChangesNothing => Existing is not null && !NewPhone && !Arrives && !Returns;

    /// <summary>A good number of a roster is newer than the register; a bad one never takes the place of a good one.</summary>
    private bool NewPhone => Said.Phone is not null && Said.Phone != Member.Phone && (Said.PhoneIsGood || Member.Phone is null);

    private bool Arrives => Host is not null && Existing is not { State: "placed" or "returned" or "transferred" };

    private bool Returns => Said.Returned is not null && Existing is null or { EndedOn: null };

    /// <summary>Opens the sojourn if it is new. What follows needs it saved, and is written by <see cref="FollowAsync"/>.</summary>
    public async Task<Sojourn> BeginAsync(HongyanDb db, Recording recording, CancellationToken cancellation)
    {
        if (NewPhone)
        {
            db.Members.Attach(Member);
            (Member.Phone, Member.DetailsOn) = (Said.Phone, Said.PhoneIsGood ? On : Member.DetailsOn);
        }
        if (Existing is not null)
        {
            db.Sojourns.Attach(Existing);
            return Existing;
        }

        var departs = Said.Departed?.Day ?? Said.Arrived!.Value;
        var departure = new DepartureReported
        {
            On = departs < On ? departs : On, // a roster does not say when it was reported
            Departs = departs,
            Reason = Said.Reason,
            Destination = Said.Facts.Destination,
            ExpectedReturn = Said.ExpectedReturn,
            Note = Said.Note,
        };
        return await recording.OpenAsync(Member, departure, Said.Facts with { HostPath = Host }, cancellation);
    }

    /// <param name="dutiesFrom">For a stay that is new here: periods that were over before this day are not asked for.</param>
    public async Task FollowAsync(Sojourn sojourn, DateOnly? dutiesFrom, Recording recording, CancellationToken cancellation)
    {
        var events = new List<SojournEvent>();
        if (Existing is null && dutiesFrom > sojourn.DepartedOn)
            events.Add(new DutiesBegin { On = On, From = dutiesFrom.Value });
        if (Arrives)
        {
            if (sojourn.State != "reported-in" || sojourn.HostPath != Host)
                events.Add(new ReportedIn { On = Said.Arrived!.Value, Organization = Host });
            events.Add(new Placed { On = Said.Arrived!.Value, Organization = Host });
        }
        if (Returns) events.Add(new Returned { On = Said.Returned!.Value });
        if (events.Count > 0 && !await recording.AddAsync(sojourn, events, cancellation))
            throw new InvalidOperationException($"The sojourn {sojourn.Id} does not go on from {sojourn.State}.");
    }
}
