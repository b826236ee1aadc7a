using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Records;

/// <summary>The second of the two files that a record costs: what its description shows has words in both languages.</summary>
public sealed class RecordTextsTests
{
    private const string Folder = "Records";

    private static readonly IReadOnlyList<RecordType> All = [.. SojournRecords.Book.Types, .. CaseKinds.All.SelectMany(kind => kind.Book.Types)];

    public static TheoryData<string> Names => [.. All.Select(type => type.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_has_its_words(string name)
    {
        var missing = All.Where(type => type.Name == name).SelectMany(KeysOf).Where(keys => !keys.Split('|').Any(Exists)).ToList();
        Assert.True(missing.Count == 0, $"Features/{Folder}/Texts.json lacks, for {name}: {string.Join(", ", missing)}");
    }

    /// <summary>The keys a type needs; of keys joined by | one is enough.</summary>
    private static IEnumerable<string> KeysOf(RecordType type)
    {
        yield return "record." + type.Name;
        if (type.Unless is not null)
            yield return "unless." + type.Name;
        foreach (var refusal in type.StepRefusals.Values.Distinct())
            yield return refusal;
        yield return type.EvidenceError;
        foreach (var field in type.Fields)
        {
            yield return Joined(RecordWords.Keys(type.Name, field.Name));
            foreach (var choice in field.Choices.Union(field.GuestChoices ?? []))
                yield return Joined(RecordWords.ChoiceKeys(type.Name, field.Name, choice));
            foreach (var cell in field.Row)
            {
                yield return Joined(RecordWords.Keys(type.Name, cell.Name, field.Name));
                foreach (var choice in cell.Choices)
                    yield return Joined(RecordWords.ChoiceKeys(type.Name, cell.Name, choice, field.Name));
            }
        }
    }

    private static string Joined(IEnumerable<string> keys) => string.Join('|', keys);

    private static bool Exists(string key) =>
        TextBook.Whole.Find(Folder, key, TextBook.Chinese) is { Length: > 0 } && TextBook.Whole.Find(Folder, key, TextBook.English) is { Length: > 0 };
}
