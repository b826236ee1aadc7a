using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;

namespace Hongyan.Features.Demo;

/// <summary>How the demonstration tells what two organisations of the county do with each other.</summary>
internal abstract class DemoCases(RecordServices writing, IReadOnlyDictionary<string, Organization> places)
{
    protected const string Proposer = "proposer";
    protected const string Partner = "partner";

    protected static IReadOnlyList<ContactLine> Contacts(string proposerPost, string partnerPost) =>
    [
        new(Proposer, Names.For(Draw.For("contact", Proposer), man: true), proposerPost, "19900001101"),
        new(Partner, Names.For(Draw.For("contact", Partner), man: false), partnerPost, "19900001102"),
    ];

    protected static AgreementSigned Signed(string side, DateOnly on, string post) => new()
    {
        On = on,
        By = side,
        Version = 1,
        Signer = Names.For(Draw.For("signer", side), man: side == Proposer),
        Post = post,
    };

    protected async Task<KeptCase> OpenAsync(CaseKind kind, string proposer, string partner, PartyEvent opening, CancellationToken cancellation)
    {
        var (one, answer) = await writing.CaseRecording.OpenAsync(kind, [Here(Proposer, proposer), Here(Partner, partner)], opening, cancellation);
        Taken(answer);
        await writing.CaseRecording.SaveAsync(cancellation);
        return one;
    }

    protected async Task AddAsync(KeptCase one, PartyEvent happened, CancellationToken cancellation)
    {
        Taken(await writing.CaseRecording.AddAsync(one, happened, cancellation));
        await writing.CaseRecording.SaveAsync(cancellation);
    }

    private static void Taken(Answer answer)
    {
        if (answer.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Text);
    }

    private PartyHere Here(string side, string path) => new(side, places[path].Id, path, places[path].Name, places[path].Kind, IsOutside: false);
}
