using System.Globalization;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Features.Batch;

/// <summary>The word of hosts outside about many, typed by home: how and when it came is said once for all of them.</summary>
internal static class ToldOfMany
{
    private const string Way = "toldWay", Day = "toldOn", Signer = "toldSigner";

    private static readonly RecordField[] Fields =
        [new(Way, FieldKind.Choice, true, [.. Told.Ways]), new(Day, FieldKind.Date, true), new(Signer, FieldKind.Text)];

    /// <param name="people">Nobody while it is not known who they are: then it may be asked.</param>
    public static IReadOnlyList<RecordField> FieldsFor(BatchContent content, IReadOnlyList<Person> people) =>
        content.Side == Side.Host && Told.MayBe(content.Form)
        && (people.Count == 0 || people.Any(person => ToldInput.IsAsked(content.Type, content.Side, person.Stay))) ? Fields : [];

    public static void Preset(BatchContent content, DateOnly today)
    {
        content.Common[Way] = Told.Ways[1];
        content.Common[Day] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>What is written with how it was told; what is wrong with that is added.</summary>
    public static SojournEvent Tell(
        Person person, BatchContent content, SojournEvent happened, DateOnly today, Texts texts, List<(string Field, string Sentence)> wrong)
    {
        if (!ToldInput.IsAsked(content.Type, content.Side, person.Stay) || Told.NamesHostHere(happened))
            return happened;
        var input = new ToldInput
        {
            Way = content.Common.GetValueOrDefault(Way),
            Day = DateOnly.TryParseExact(content.Common.GetValueOrDefault(Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day : null,
            Signer = content.Common.GetValueOrDefault(Signer),
        };
        var state = new ModelStateDictionary();
        var told = input.Read(happened.On, today, state, texts);
        foreach (var (field, entry) in state)
            wrong.AddRange(entry!.Errors.Select(error => (FieldOf(field), error.ErrorMessage)));
        return happened with { Told = told };
    }

    private static string FieldOf(string field) => field.Split('.')[^1] switch
    {
        nameof(ToldInput.Way) => Way,
        nameof(ToldInput.Day) => Day,
        _ => Signer,
    };
}
