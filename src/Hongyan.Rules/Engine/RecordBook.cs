using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hongyan.Rules.Engine;

/// <summary>The types of record of one kind of case, found once beside the classes of their events.</summary>
public sealed class RecordBook
{
    private const string Discriminator = "type";
    private readonly Type root;
    private readonly FrozenDictionary<Type, RecordType> byClass;
    private readonly FrozenDictionary<string, RecordType> byName;

    private RecordBook(Type root, IReadOnlyList<(Type Class, RecordType Type)> all)
    {
        this.root = root;
        byClass = all.ToFrozenDictionary(one => one.Class, one => one.Type);
        byName = all.ToFrozenDictionary(one => one.Type.Name, one => one.Type, StringComparer.Ordinal);
        Types = [.. all.Select(one => one.Type).OrderBy(type => type.Order)];
    }

    /// <summary>All types in the order of the course of a case.</summary>
    public IReadOnlyList<RecordType> Types { get; }

    /// <summary>The classes of events with their types.</summary>
    public IReadOnlyDictionary<Type, RecordType> Classes => byClass;

    /// <exception cref="KeyNotFoundException">There is no type of that name.</exception>
    public RecordType this[string name] => byName[name];

    /// <summary>The type of that name; nothing when there is none: it may come from an address.</summary>
    public RecordType? Find(string name) => byName.GetValueOrDefault(name);

    public RecordType Of(CaseEvent happened) => byClass[happened.GetType()];

    /// <summary>Whether a register is kept from what happened.</summary>
    public bool Keeps(CaseEvent happened, Registers register) => Of(happened).Registers.HasFlag(register);

    /// <summary>Every event of a kind of case with its description.</summary>
    /// <param name="events">All classes of the program that may be events; those of the kind are taken.</param>
    /// <exception cref="InvalidOperationException">A class has no description, or two share a name or a place; the message names them.</exception>
    public static RecordBook Read<T>(IEnumerable<Type> events)
        where T : CaseEvent => Read(typeof(T), events);

    /// <param name="root">The class that all events of the kind extend.</param>
    internal static RecordBook Read(Type root, IEnumerable<Type> events)
    {
        var all = events.Where(one => one is { IsAbstract: false } && one.IsSubclassOf(root)).Select(one => (Class: one, Type: Described(one))).ToList();
        var twice = all.GroupBy(one => one.Type.Name).Concat(all.GroupBy(one => $"order {one.Type.Order}")).FirstOrDefault(group => group.Skip(1).Any());
        return twice is null ? new RecordBook(root, all)
            : throw new InvalidOperationException($"Two records share {twice.Key}: {string.Join(", ", twice.Select(one => one.Class.Name))}.");
    }

    /// <summary>Tells the serializer the types by their names; unknown ones are errors.</summary>
    public void Describe(JsonTypeInfo info)
    {
        if (info.Type != root)
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = Discriminator,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
            IgnoreUnrecognizedTypeDiscriminators = false,
        };
        foreach (var (one, type) in byClass)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(one, type.Name));
    }

    private static RecordType Described(Type one) =>
        one.IsAssignableTo(typeof(IRecord))
            && one.GetProperty(nameof(IRecord.Type), BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is RecordType type
            ? type
            : throw new InvalidOperationException($"The record {one.Name} has no description: it says static {nameof(RecordType)} {nameof(IRecord.Type)}.");
}
