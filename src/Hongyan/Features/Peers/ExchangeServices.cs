using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Peers;

/// <summary>What commands and jobs work with: the same as pages, in the name of nobody or of whom they name.</summary>
internal sealed class ExchangeServices
{
    public ExchangeServices(Installation installation, HongyanDb db, Actor? actor = null)
    {
        Db = db;
        Own = new OwnCard(db, installation);
        Opening = new Opening(db, installation.Secrets, Own);
        actor ??= new Actor(principal: null);
        var records = new RecordServices(db, installation.Policy, installation.Secrets, installation.Clock, actor);
        Outgoing = new Outgoing(db, installation.Secrets, Own, actor, installation.Clock);
        Clock = installation.Clock;
        Acts = new PeerActs(db, records.CaseRecording, Own, Outgoing, actor, installation.Clock);
        Matching = new Matching(db, Outgoing, records.Audit, actor, installation.Clock);
        Notices = new DepartureNotices(db, installation.Secrets, Outgoing, Matching, records.Audit);
    }

    public TimeProvider Clock { get; }

    public HongyanDb Db { get; }

    public OwnCard Own { get; }

    public Opening Opening { get; }

    public Outgoing Outgoing { get; }

    public PeerActs Acts { get; }

    public Matching Matching { get; }

    public DepartureNotices Notices { get; }
}
