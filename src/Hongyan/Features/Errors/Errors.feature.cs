using Hongyan.Platform;

namespace Hongyan.Features.Errors;

internal sealed class ErrorsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Anonymous)];

    public override IReadOnlyList<Place> Places =>
    [
        new("not allowed", As.Security, "/Worklist") { Status = 403 },
        new("not found", As.Home, "/no-such-page") { Status = 404 },
    ];
}
