using Hongyan.Data;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import.Checks;

/// <summary>A sojourn to open, or what is new about one that is known.</summary>
/// <param name="Host">The branch that received him; null when only the departure is told.</param>
internal sealed record SojournChange(Member Member, Sojourn? Existing, string? Host, SojournSaid Said, DateOnly On) : Change
{
    /// <summary>The departure that this row knows better than the record of it.</summary>
    public EstimatedDeparture? Estimated { get; init; }

    /// <summary>The home that the row names, when it is another than the one he is registered in.</summary>
    public string? OtherHome { get; init; }

    public bool Corrects => Estimated is not null;

    public bool ChangesNothing => Existing is not null && !NewPhone && !Arrives && !Returns && !Corrects;

    /// <summary>A good number of a roster is newer than the register; a bad one never takes the place of a good one.</summary>
    public bool NewPhone => Said.Phone is not null && Said.Phone != Member.Phone && (Said.PhoneIsGood || Member.Phone is null);

    private bool Arrives => Host is not null && Existing is not { State: "placed" or "returned" or "transferred" };

    private bool Returns => Said.Returned is not null && Existing is null or { EndedOn: null };

    /// <summary>Whether more is known of a stay that is known already than where he can be reached.</summary>
    public bool GoesOn => Existing is not null && (Arrives || Returns || Corrects);

    /// <summary>The stay to open; nothing for one that is known.</summary>
    /// <param name="dutiesFrom">Periods that were over before this day are not asked for.</param>
    public Beginning? Begin(DateOnly? dutiesFrom)
    {
        if (Existing is not null) return null;
        var departs = Said.Departed?.Day ?? Said.Arrived!.Value;
        var departure = new DepartureReported
        {
            On = departs < On ? departs : On, // a roster does not say when it was reported
            Departs = departs,
            Estimate = EstimateOf(Said.Departed),
            Reason = Said.Reason,
            Destination = Said.Facts.Destination,
            ExpectedReturn = Said.ExpectedReturn,
            Certificate = Said.Facts.CertificateNumber is { Length: > 0 } number ? number : null,
            Note = Said.Note,
        };
        IEnumerable<SojournEvent> following = dutiesFrom > departs ? [new DutiesBegin { On = On, From = dutiesFrom.Value }] : [];
        return new Beginning(Member, departure, Said.Facts with { HostPath = Host ?? Said.Facts.HostPath }, [.. following, .. Following(null)]);
    }

    /// <summary>The departure as it is known now, in place of the estimated one.</summary>
    public Entry? Correction()
    {
        if (Estimated is not { Departure: var old } || Said.Departed is not { } departed) return null;
        var now = old with
        {
            On = departed.Day < old.On || old.On == old.Departs ? departed.Day < On ? departed.Day : On : old.On,
            Departs = departed.Day,
            Estimate = EstimateOf(departed),
            Reason = Said.Reason ?? old.Reason,
            Destination = Said.Facts.Destination ?? old.Destination,
            ExpectedReturn = Said.ExpectedReturn ?? old.ExpectedReturn,
        };
        return new Entry(Guid.CreateVersion7(), now, Estimated.RecordId);
    }

    private static DepartureEstimate? EstimateOf(WrittenDate? departed) =>
        departed is null ? DepartureEstimate.Arrival : departed.Value.Part == DatePart.Month ? DepartureEstimate.Month : null;

    /// <summary>What happened after he had left, as far as the stay does not know it.</summary>
    public IEnumerable<SojournEvent> Following(Sojourn? known)
    {
        if (Arrives)
        {
            if (known?.State != "reported-in" || known.HostPath != Host)
                yield return new ReportedIn { On = Said.Arrived!.Value, Organization = Host, Note = OtherHomeNote };
            yield return new Placed { On = Said.Arrived!.Value, Organization = Host };
        }
        if (Returns) yield return new Returned { On = Said.Returned!.Value };
    }

    private string? OtherHomeNote => OtherHome is null ? null : ImportWords.Say("note-of-home", OtherHome);

    /// <summary>Where he can be reached now; <paramref name="member"/> is the one to be saved.</summary>
    public void Reach(Member member)
    {
        if (NewPhone) (member.Phone, member.DetailsOn) = (Said.Phone, Said.PhoneIsGood ? On : member.DetailsOn);
    }
}
