using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>The words of the fields of records: those of the type first, then those that all types share.</summary>
public static class RecordWords
{
    /// <param name="rows">The field of whose rows it is one.</param>
    public static string Label(Texts texts, string type, string field, string? rows = null) => texts[Keys(type, field, rows).First(texts.Has)];

    /// <summary>What its form says of a field beside the label, which alone goes to timelines and papers.</summary>
    public static string? Hint(Texts texts, string type, string field) =>
        new[] { $"hint.{type}.{field}", "hint." + field }.FirstOrDefault(texts.Has) is { } key ? texts[key] : null;

    public static string Choice(Texts texts, string type, string field, string choice, string? rows = null) =>
        texts[ChoiceKeys(type, field, choice, rows).First(texts.Has)];

    /// <summary>The keys under which a label may stand; the last one is where it is missed.</summary>
    public static IEnumerable<string> Keys(string type, string field, string? rows = null) =>
        rows is null ? [$"field.{type}.{field}", "field." + field] : [$"field.{type}.{rows}.{field}", $"field.{rows}.{field}", "field." + field];

    public static IEnumerable<string> ChoiceKeys(string type, string field, string choice, string? rows = null) =>
        rows is null ? [$"choice.{type}.{field}.{choice}", $"choice.{field}.{choice}"] : [$"choice.{type}.{rows}.{field}.{choice}", $"choice.{field}.{choice}"];
}
