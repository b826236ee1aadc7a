using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Data;

/// <summary>
/// What a record says in free words of somebody's phone, home, hardship or health is encrypted inside its JSON, in one property of its own;
/// what rules and queries need stays readable.
/// </summary>
public static class SealedNotes
{
    private const string Property = "sealed";
    private const string Begin = "\"" + Property + "\": \""; // as jsonb writes it; inside a text the marks would stand behind a backslash

    private static readonly string[] Names = ["note", "phone", "emergency", "value", "content"];

    // a departure's reason is a choice, that of a reduction of dues is a hardship
    private static readonly string[] NamesForDues = [.. Names, "reason"];

    /// <summary>What a record has of which something is sealed, or may have to be.</summary>
    public static IReadOnlyList<string> Properties { get; } = [Property, .. NamesForDues];

    public static string Write(Secrets secrets, string json)
    {
        var names = json.Contains("\"dues-reduction-", StringComparison.Ordinal) ? NamesForDues : Names;
        if (!names.Any(name => json.Contains($"\"{name}\":", StringComparison.Ordinal))) return json;
        var (told, apart) = (JsonNode.Parse(json)!.AsObject(), new JsonObject());
        foreach (var name in names)
        {
            if (told[name] is JsonValue)
            {
                apart[name] = told[name]!.DeepClone();
                told.Remove(name);
            }
        }
        if (apart.Count == 0) return json;
        told[Property] = Convert.ToBase64String(secrets.Encrypt(apart.ToJsonString(EventJson.Options)));
        return told.ToJsonString(EventJson.Options);
    }

    public static string Read(Secrets secrets, string json)
    {
        if (Find(json) is not { } cipher) return json;
        var apart = secrets.Decrypt(Convert.FromBase64String(json[cipher]));
        var start = cipher.Start.Value - Begin.Length;
        return string.Concat(json.AsSpan(0, start), apart.AsSpan(1, apart.Length - 2), json.AsSpan(cipher.End.Value + 1));
    }

    /// <summary>The same sealed with the present key; nothing when it is already, or has nothing to be sealed.</summary>
    public static string? Again(Secrets secrets, string json)
    {
        if (Find(json) is { } cipher && secrets.IsCurrent(Convert.FromBase64String(json[cipher]))) return null;
        var again = Write(secrets, Read(secrets, json));
        return again == json ? null : again;
    }

    private static Range? Find(string json)
    {
        var start = json.IndexOf(Begin, StringComparison.Ordinal);
        if (start < 0) return null;
        start += Begin.Length;
        return start..json.IndexOf('"', start);
    }
}
