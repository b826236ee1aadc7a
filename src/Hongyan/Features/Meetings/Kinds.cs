using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Meetings;

/// <summary>The kinds of organised life that are planned, by the names that records of them bear.</summary>
public static class Kinds
{
    public static IReadOnlyList<string> All { get; } =
        ["meeting", "committee-meeting", "group-meeting", "lecture", "party-day", "life-meeting", "study"];

    public static IEnumerable<SelectListItem> Options(Texts texts) =>
        All.Select(kind => new SelectListItem(texts.For("Records")["choice.kind." + kind], kind));
}
