using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Members;

/// <summary>For which side a record speaks.</summary>
public static class RecordSide
{
    /// <summary>home, host or member; nothing for what nobody wrote, such as an imported departure.</summary>
    public static string? SideOf(Record one, bool byMember)
    {
        if (byMember)
            return "member";
        var data = JsonNode.Parse(one.Data)!;
        if (SojournRecords.Book.Find(one.Type)?.Side is { } said && data[said]?.GetValue<string>() is { } side)
            return side is "home" or "host" or "member" ? side : "host";
        if (one.OrgPath is null)
            return null;
        if (Writers.OnlySideOf(one.Type) is { } only)
            return only == Side.Home ? "home" : "host";
        return Writers.Within(one.HomePath, one.OrgPath) ? "home" : "host";
    }
}
