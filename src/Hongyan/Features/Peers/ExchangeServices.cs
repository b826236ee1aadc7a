using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Peers;

/// <summary>What commands and jobs work with: the same as pages, for nobody.</summary>
internal sealed class ExchangeServices
{
    public ExchangeServices(Installation installation, HongyanDb db)
    {
        Db = db;
        Own = new OwnCard(db, installation);
        Opening = new Opening(db, installation.Secrets, Own);
        var nobody = new Actor(principal: null);
        Outgoing = new Outgoing(db, installation.Secrets, Own, nobody, installation.Clock);
        Clock = installation.Clock;
        Acts = new PeerActs(db, new RecordServices(installation, db).CaseRecording, Own, Outgoing, nobody, installation.Clock);
    }

    public TimeProvider Clock { get; }

    public HongyanDb Db { get; }

    public OwnCard Own { get; }

    public Opening Opening { get; }

    public Outgoing Outgoing { get; }

    public PeerActs Acts { get; }
}
