using Hongyan.Certificates;
using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Verify;

internal sealed class VerifyFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Anonymous)];

    public override IEnumerable<(string Page, string Address)> Addresses => [("Index", CertificateLink.Path + "{**what}")];

    public override IReadOnlyList<Answering> Answers => ForStrangers.Answers;

    public override IReadOnlyList<Verb> Verbs => [new(90, VerifyVerb.Create)];

    public override IReadOnlyList<Place> Places =>
    [
        new("public check", As.Nobody, "/Verify"),
        new("public check refused", As.Nobody, "/Verify", Place.Send),
        new("public check of an unknown number", As.Nobody, "/Verify/1", Place.Send),
        new("public check of a forged code", As.Nobody, "/Verify/HY1.a.b", Place.Send),
        new("public check without a network", As.Nobody, "/Verify/Offline"),
    ];

    public override void Services(IServiceCollection services) => Checks.Services(services);
}
