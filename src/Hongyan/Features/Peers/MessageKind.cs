using System.Globalization;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Message = Hongyan.Envelopes.Message;

namespace Hongyan.Features.Peers;

/// <summary>A message whose turn it is, and what judging it may use; what is written is committed with its receipt, or not at all.</summary>
/// <param name="Receiver">The organisation here that it is for; nothing when it names none of ours.</param>
internal sealed record JudgedMessage(Installation Installation, HongyanDb Db, KeptPeer Peer, Message Message, Organization? Receiver, DateOnly Today)
{
    /// <summary>The stay that both know; there where the kind needs one.</summary>
    public KeptShared? Shared { get; init; }

    /// <summary>Its row, which names the record that it becomes.</summary>
    public ReceivedMessage? Row { get; init; }

    public DateOnly On => Message.On ?? Today;

    public string? Text(string name) => BodyText.Of(Message.Body, name);

    /// <summary>The organisation that sends it, as the card names it.</summary>
    public string? SenderName => PeerCard.ReadOrganizations(Peer.Organizations).FirstOrDefault(one => one.Id == Message.From)?.Name;
}

/// <summary>What a field of a body may hold.</summary>
internal enum BodyValue
{
    /// <summary>At most 200 characters.</summary>
    Line,

    /// <summary>At most 2,000.</summary>
    Prose,

    /// <summary>A name of at most 100.</summary>
    Name,
    Day,
    Number,
    Choice,

    /// <summary>A few words of a list.</summary>
    Several,
}

internal sealed record BodyField(string Name, BodyValue Value, bool IsRequired = false, params string[] Choices)
{
    private const int LongestName = 100;
    private const int LongestLine = 200;
    private const int MostWords = 20;

    public bool Takes(JsonElement body)
    {
        if (!body.TryGetProperty(Name, out var said) || said.ValueKind == JsonValueKind.Null)
            return !IsRequired;
        return Value switch
        {
            BodyValue.Number => said.TryGetInt64OrNothing() is not null,
            BodyValue.Several => said.ValueKind == JsonValueKind.Array && said.GetArrayLength() is > 0 and <= MostWords
                && said.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && (Choices.Length == 0 || Choices.Contains(one.GetString()))),
            _ => said.ValueKind == JsonValueKind.String && Takes(said.GetString()!),
        };
    }

    private bool Takes(string text) => Value switch
    {
        BodyValue.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        BodyValue.Choice => Choices.Contains(text),
        BodyValue.Name => text.Trim().Length is > 0 and <= LongestName,
        BodyValue.Line => text.Length <= LongestLine && !(IsRequired && string.IsNullOrWhiteSpace(text)),
        _ => text.Length <= MessageKinds.LongestText && !(IsRequired && string.IsNullOrWhiteSpace(text)),
    };
}

/// <summary>
/// A kind of message, in a file of its own: who writes it, what it says, what it does here, and which record of ours it tells of. Nothing else names it.
/// </summary>
internal abstract class MessageKind(string name)
{
    public string Name { get; } = name;

    /// <summary>The side of the stay that writes it; nothing where either may.</summary>
    public virtual Side? Writer => null;

    /// <summary>Whether it is about a stay that both installations know.</summary>
    public virtual bool NeedsCase => true;

    /// <summary>Whether it is for an organisation here, and not for the installation.</summary>
    public virtual bool IsForOrganization => true;

    /// <summary>Whether it says on which day it happened.</summary>
    public virtual bool NeedsDay => true;

    /// <summary>Whether a person here has to do something, and says when he did.</summary>
    public virtual bool AsksForSomething => false;

    public virtual IReadOnlyList<BodyField> Fields => [];

    /// <summary>What it does beside being kept: the code of a refusal, or nothing.</summary>
    public virtual Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>The record that it becomes in the stay here; nothing where it stays a fact that is shown.</summary>
    public virtual SojournEvent? Becomes(JudgedMessage judged) => null;

    /// <summary>The type of our records that it tells of; nothing where the kind tells of none.</summary>
    public virtual string? TellsOf => null;

    /// <summary>The body that tells of a record of ours; nothing where the kind does not tell of this one.</summary>
    public virtual object? Tells(SojournEvent happened, TellingNames names) => null;
}

/// <summary>A kind of message that tells of records of ours.</summary>
internal abstract class TellingKind<T>(string name) : MessageKind(name)
    where T : SojournEvent, IRecord
{
    public sealed override string? TellsOf => T.Type.Name;

    public sealed override object? Tells(SojournEvent happened, TellingNames names) => happened is T one ? Tells(one, names) : null;

    protected abstract object? Tells(T happened, TellingNames names);
}

/// <summary>What telling needs beside the record: names for what it knows by paths.</summary>
/// <param name="Side">Our side of the stay.</param>
/// <param name="OrganizationOf">The name of an organisation here by its path.</param>
internal sealed record TellingNames(Side Side, Func<string?, string?> OrganizationOf, DateOnly? ProbationEnds);

/// <summary>Reads a body that somebody else wrote.</summary>
internal static class BodyText
{
    public static string? Of(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    public static long? Number(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value.TryGetInt64OrNothing() : null;

    public static DateOnly? Day(JsonElement body, string name) =>
        DateOnly.TryParseExact(Of(body, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static IReadOnlyList<string> Words(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)] : [];

    public static long? TryGetInt64OrNothing(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
