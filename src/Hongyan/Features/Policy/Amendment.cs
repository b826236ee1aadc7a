using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>A change of policy: written the same way when it is only weighed and when it is done.</summary>
internal abstract record Amendment(string Reason)
{
    /// <summary>What it is, for the audit log.</summary>
    public abstract string Act { get; }

    public abstract string Subject { get; }

    /// <summary>Whose sojourns it may touch.</summary>
    public abstract Reach Reach { get; }

    /// <summary>Puts it into the database without saving. The answer is what the audit log keeps of it.</summary>
    public abstract Task<object> WriteAsync(HongyanDb db, Policies policies, Guid? account, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A new value of one parameter, and with it a new version of the layer.</summary>
/// <param name="Value">The value; none when the layer says nothing of its own any more and what stands above holds again.</param>
internal sealed record ValueAmendment(string Code, Parameter Parameter, JsonElement? Value, DateOnly From, IReadOnlyList<string> Clauses, string Reason)
    : Amendment(Reason)
{
    public override string Act => "profile-changed";
    public override string Subject => Code;
    public override Reach Reach => new(Code, Path: null);

    public override async Task<object> WriteAsync(HongyanDb db, Policies policies, Guid? account, DateTimeOffset now, CancellationToken cancellation)
    {
        var layer = In((await policies.OfAsync(Code, cancellation)).Layer);
        db.ProfileVersions.Add(OwnLayer.Row(layer, Reason, account, now));
        return new { layer.Version, Parameter = Parameter.Name, Value, From, Reason };
    }

    /// <summary>
    /// The layer with the value in its place: what held before ends the day before, and what comes later stays unless the layer has nothing of
    /// its own to say any more.
    /// </summary>
    public ProfileLayer In(ProfileLayer layer)
    {
        var others = layer.Values.Where(value => value.Parameter != Parameter.Name).ToList();
        var own = layer.Values.Where(value => value.Parameter == Parameter.Name && value.From != From && (Value is not null || value.From < From))
            .OrderBy(value => value.From).ToList();
        var before = own.LastOrDefault(value => value.From < From) ?? layer.Values.FirstOrDefault(value => value.Parameter == Parameter.Name);
        ProfileValue[] amended = Value is not { } typed ? [] :
        [
            new ProfileValue
            {
                Parameter = Parameter.Name,
                Value = typed,
                Clauses = Clauses,
                Strength = before?.Strength ?? Strength.Must,
                From = From,
                To = own.Find(value => value.From > From)?.From.AddDays(-1),
            },
        ];
        return layer with
        {
            Version = layer.Version + 1,
            Values = [.. others,
                .. own.Select(value => Ends(value) ? value with { To = From.AddDays(-1) } : value).Concat(amended).OrderBy(value => value.From)],
        };

        bool Ends(ProfileValue value) => value.From < From && !(value.To < From);
    }
}

/// <summary>An organisation follows another profile, or again that of its superior.</summary>
internal record ChoiceAmendment(string Path, string? Profile, string Reason) : Amendment(Reason)
{
    public override string Act => "profile-chosen";
    public override string Subject => Path;
    public override Reach Reach => new(Code: null, Path);

    public override async Task<object> WriteAsync(HongyanDb db, Policies policies, Guid? account, DateTimeOffset now, CancellationToken cancellation)
    {
        var organization = await db.Organizations.FindAsync([Path], cancellation)
            ?? throw new InvalidOperationException("The organisation is gone.");
        var before = organization.Profile;
        organization.Profile = Profile;
        return new { Before = before, Profile, Reason };
    }
}

/// <summary>
/// An organisation lays a layer of its own on what it follows. The new layer says nothing yet; one that it left before says again what it said.
/// </summary>
internal sealed record OwnLayerAmendment(string Path, string Reason) : ChoiceAmendment(Path, OwnLayer.CodeOf(Path), Reason)
{
    public override string Act => "profile-made";

    public override async Task<object> WriteAsync(HongyanDb db, Policies policies, Guid? account, DateTimeOffset now, CancellationToken cancellation)
    {
        var place = await db.Organizations.FindAsync([Path], cancellation) ?? throw new InvalidOperationException("The organisation is gone.");
        var layer = OwnLayer.Of(place, (await policies.FindAsync(Profile!, cancellation))?.Layer);
        db.ProfileVersions.Add(OwnLayer.Row(layer, Reason, account, now));
        return await base.WriteAsync(db, policies, account, now, cancellation);
    }
}
