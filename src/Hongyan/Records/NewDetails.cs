using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>A reported change is the new detail of the member itself: nobody types it a second time.</summary>
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
}
