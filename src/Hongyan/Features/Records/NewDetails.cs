using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>A reported change is the new detail itself: nobody types it a second time.</summary>
public static class NewDetails
{
    public static void Apply(ChangeReported change, Member member)
    {
        switch (change)
        {
            case { What: "phone", Value: { } phone }:
                member.Phone = phone;
                break;
            case { What: "residence", Value: { } address }:
                member.Address = address;
                break;
        }
    }

    /// <summary>Where he works and where he is belongs to the stay.</summary>
    public static void Apply(ChangeReported change, Sojourn sojourn)
    {
        switch (change)
        {
            case { What: "employer", Value: { } employer }:
                sojourn.Employer = employer;
                break;
            case { What: "place", Value: { } place }:
                sojourn.Destination = place;
                break;
        }
    }
}
