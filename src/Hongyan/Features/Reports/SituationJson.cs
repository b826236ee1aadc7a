using System.Text.Json.Nodes;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>The figures for other programs. Its keys are promised.</summary>
internal static class SituationJson
{
    public static string Write(Situation situation)
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
        json["inflow.guests"] = situation.Guests;
        return json.ToJsonString(new(EventJson.Options) { WriteIndented = true });
    }
}
