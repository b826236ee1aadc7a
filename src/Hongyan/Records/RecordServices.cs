using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>What writes records, put together for the command line and for jobs; pages get the same from their container.</summary>
public sealed class RecordServices
{
    public RecordServices(Installation installation, HongyanDb db)
        : this(db, installation.Policy, installation.Secrets, installation.Clock, new Actor(principal: null))
    {
    }

    /// <summary>For work that goes on after a page in the name of whoever began it.</summary>
    public RecordServices(HongyanDb db, PolicyLibrary library, Secrets secrets, TimeProvider clock, Actor actor)
    {
        Clock = clock;
        Policies = new Policies(db, library);
        Superiors = new Superiors(db);
        Keeping = new DutyKeeping(db, Policies, library, Superiors);
        Audit = new Audit(db, actor);
        Cases = new CaseKeeping(db, Policies, library);
        CaseRecording = new CaseRecording(db, Cases, Audit, actor, clock);
        Recording = new Recording(
            db, Keeping, new RecordFollowers(db, library, Policies, Superiors, secrets, actor, clock), Superiors, Audit, actor, clock);
    }

    public TimeProvider Clock { get; }
    public Policies Policies { get; }
    public Superiors Superiors { get; }
    public DutyKeeping Keeping { get; }
    public Audit Audit { get; }
    public Recording Recording { get; }
    public CaseKeeping Cases { get; }
    public CaseRecording CaseRecording { get; }
}
