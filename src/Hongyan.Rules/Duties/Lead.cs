using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// The side that leads by what home and host agreed, else by the profile of home. Where responsibility is split, each duty names its own side;
/// a host leads only while there is one.
/// </summary>
internal static class Lead
{
    public static Side? On(Story story, DateOnly day) => story.Get(story.Home, Parameters.ResponsibilityModel, day) switch
    {
        "home-led" => Side.Home,
        "host-led" when story.Hosted is { } hosted && hosted.Holds(day) => Side.Host,
        _ => null,
    };
}
