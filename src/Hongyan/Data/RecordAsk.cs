using System.Text.Json.Nodes;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hongyan.Data;

/// <summary>A record of a stay that holds only when a second person confirms it; until then it is asked for, and nothing has happened.</summary>
public sealed class RecordAsk
{
    public required Guid OwnerId { get; init; }

    /// <summary>Of the record to be.</summary>
    public required Guid Id { get; init; }

    /// <summary>The stay.</summary>
    public required Guid CaseId { get; init; }
    public required string Type { get; init; }
    public required DateOnly OnDate { get; init; }

    /// <summary>The event as JSON, encrypted as a whole.</summary>
    public required string Data { get; init; }
    public Guid? CorrectsId { get; init; }

    /// <summary>What it chooses among given words, readable: the database takes no record that says anything else of these.</summary>
    public string Said { get; init; } = "{}";

    /// <summary>The host of the stay.</summary>
    public required string HostPath { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The organisation of whoever asked: a second person of it, or of one above it, confirms.</summary>
    public required string AskedPath { get; init; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public Guid? DeclinedBy { get; set; }
    public DateTimeOffset? DeclinedAt { get; set; }
    public bool IsOpen => ConfirmedAt is null && DeclinedAt is null;

    internal static void Describe(EntityTypeBuilder<RecordAsk> ask, ValueConverter encrypted)
    {
        ask.ToTable("record_ask").Ignore(one => one.IsOpen).HasKey(one => new { one.OwnerId, one.Id });
        ask.Property(one => one.Data).HasConversion(encrypted);
        ask.Property(one => one.Said).HasColumnType("jsonb");
    }

    internal static string SaidIn(SojournEvent happened)
    {
        var (type, data) = (SojournRecords.Book.Of(happened), JsonNode.Parse(EventJson.Write(happened))!.AsObject());
        return new JsonObject(type.Fields.Where(field => field is { Kind: FieldKind.Choice, IsSecret: false })
            .Select(field => KeyValuePair.Create(field.Name, data[field.Name]?.DeepClone())).Where(said => said.Value is JsonValue)).ToJsonString();
    }
}
