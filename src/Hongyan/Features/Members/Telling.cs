using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Members;

/// <summary>What a record says at length, and for which side it speaks.</summary>
public static class Telling
{
    /// <summary>home, host or member; nothing for what nobody wrote, such as an imported departure.</summary>
    public static string? SideOf(Record one, bool byMember)
    {
        if (byMember)
            return "member";
        var data = JsonNode.Parse(one.Data)!;
        var said = RecordForm.All.GetValueOrDefault(one.Type)?.Side ?? (one.Type == "message" ? "from" : "by");
        if (data[said]?.GetValue<string>() is { } side)
        {
            if (side is "home" or "host" or "member")
                return side;
            if (one.Type != "notified") // its "by" is the name of the person who told him, not a side
                return "host";
        }
        if (one.OrgPath is null)
            return null;
        if (Writers.OnlySideOf(one.Type) is { } only)
            return only == Side.Home ? "home" : "host";
        return Writers.Within(one.HomePath, one.OrgPath) ? "home" : "host";
    }

    /// <summary>The text of a letter, a message, an opinion or a report.</summary>
    public static string? Prose(SojournEvent happened) => happened switch
    {
        Feedback letter => letter.Text,
        Message message => message.Text,
        ConversionOpinion opinion => opinion.Text,
        MemberReported report => report.Text,
        _ => null,
    };
}
