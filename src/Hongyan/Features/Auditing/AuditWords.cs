using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>Entries in words. Names are resolved when the log is read; a member stays the number of his record, for the auditor sees no members.</summary>
public sealed class AuditWords
{
    private readonly Texts texts;
    private readonly Texts own;
    private readonly IReadOnlyDictionary<string, string> organizations;
    private readonly IReadOnlyDictionary<Guid, string> accounts;

    private AuditWords(Texts texts, IReadOnlyDictionary<string, string> organizations, IReadOnlyDictionary<Guid, string> accounts) =>
        (this.texts, own, this.organizations, this.accounts) = (texts, texts.For("Auditing"), organizations, accounts);

    /// <summary>With the names that some entries mention, or all names for a whole export.</summary>
    public static async Task<AuditWords> LoadAsync(
        HongyanDb db, Texts texts, IEnumerable<AuditEntry>? entries, IReadOnlyDictionary<string, string> organizations, CancellationToken cancellation)
    {
        var named = db.Accounts.AsNoTracking();
        if (entries is not null)
        {
            var ids = entries.Select(entry => Guid.TryParse(entry.Subject, out var id) ? id : Guid.Empty).Distinct().ToList();
            named = named.Where(account => ids.Contains(account.Id));
        }
        return new AuditWords(texts, organizations, await named.ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancellation));
    }

    /// <summary>Whom or what the act concerned.</summary>
    public string Subject(AuditEntry entry) =>
        entry.MemberId is { } member ? own["member.of", member] : entry.Subject is { Length: > 0 } subject ? Value("subject", subject) : "—";

    /// <summary>What the entry keeps beside: 类别：密码；角色：支部书记.</summary>
    public string Details(AuditEntry entry)
    {
        if (entry.Details is null) return "";
        using var details = JsonDocument.Parse(entry.Details);
        return Said("", details.RootElement);
    }

    private string Said(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(own["details.and"], value.EnumerateObject()
            .Where(one => one.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            .Select(one => own["details.one", Label(one.Name), Said(one.Name, one.Value)])),
        JsonValueKind.Array => string.Join("、", value.EnumerateArray().Select(one => Said(name, one))),
        JsonValueKind.True => own["details.yes"],
        JsonValueKind.False => own["details.no"],
        JsonValueKind.String => Value(name, value.GetString()!),
        _ => value.ToString(),
    };

    private string Label(string name) => own.Has("detail." + name) ? own["detail." + name] : name;

    private string Value(string name, string text) =>
        organizations.TryGetValue(text, out var organization) ? organization
        : Guid.TryParse(text, out var id) && accounts.TryGetValue(id, out var account) ? account
        : name == "act" ? AuditLine.ActIn(texts, text)
        : own.Has($"value.{name}.{text}") ? own[$"value.{name}.{text}"]
        : CodesOf(name) is var (folder, start) && texts.For(folder).Has(start + text) ? texts.For(folder)[start + text]
        : text;

    /// <summary>Codes that another feature has words for.</summary>
    private static (string Folder, string Start) CodesOf(string name) => name switch
    {
        "role" or "by" or "before" or "after" => ("Shared", "role."),
        "paper" => ("Papers", "paper."),
        "parameter" => ("Policy", "parameter."),
        "field" => ("Mine", "field."),
        "kind" => ("Duties", "kind."),
        _ => ("Auditing", "value."),
    };
}
