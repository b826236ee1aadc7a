using System.Text.Json.Nodes;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>The figures for other programs. Its keys are promised.</summary>
internal static class SituationJson
{
    public static string Write(Situation situation, OutsideTraffic? traffic = null)
    {
        var json = new JsonObject
        {
            ["members"] = situation.Members,
            ["floating"] = situation.Floating,
            ["outflow"] = situation.Outflow,
            ["inflow"] = situation.Inflow,
            ["outflowShare"] = situation.OutflowShare,
        };
        foreach (var breakdown in situation.Breakdowns)
            json[breakdown.Name] = new JsonObject(breakdown.Groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count)));
        json["within"] = situation.Within;
        json["notLeft"] = situation.NotLeft;
        json["expected"] = situation.Expected;
        var guests = situation.GuestFigures;
        json["inflow.guests"] = guests.Count;
        json["inflow.unconfirmed"] = guests.Unconfirmed;
        foreach (var breakdown in guests.Breakdowns)
            json["guests." + breakdown.Name] = new JsonObject(breakdown.Groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count)));
        json["homes"] = new JsonObject { ["asked"] = guests.HomesAsked, ["answered"] = guests.HomesAnswered, ["days"] = guests.DaysToAnswer };
        if (traffic is not null) Add(json, traffic);
        return json.ToJsonString(new(EventJson.Options) { WriteIndented = true });
    }

    private static void Add(JsonObject json, OutsideTraffic traffic)
    {
        json["refused"] = new JsonObject(traffic.Refusals.Groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)group.Count)));
        json["letters"] = new JsonObject(traffic.Letters.Select(one =>
            KeyValuePair.Create(one.Way, (JsonNode?)new JsonObject { ["sent"] = one.Sent, ["answered"] = one.Answered })));
        json["messages"] = new JsonObject
        {
            ["sent"] = traffic.MessagesSent, ["accepted"] = traffic.MessagesAccepted, ["refused"] = traffic.MessagesRefused, ["open"] = traffic.MessagesOpen,
        };
    }
}
