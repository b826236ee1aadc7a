using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

/// <summary>One file says one record: what its description names is there, and nothing is left out.</summary>
public sealed class RecordBookTests
{
    private static readonly RecordBook Book = SojournRecords.Book;

    public static TheoryData<string> Names => [.. Book.Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_description_names_only_what_its_event_can_say(string name)
    {
        var (type, said) = (Book[name], PropertiesOf(name));
        string?[] named = [.. type.Fields.Select(field => field.Name), .. type.Fields.SelectMany(field => new[] { field.Explains, field.CoveredBy }), type.Side,
            type.Unless];
        Assert.Empty(named.OfType<string>().Except(said));
        Assert.Equal(type.Fields.Count, type.Fields.DistinctBy(field => field.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_description_is_complete(string name)
    {
        var type = Book[name];
        Assert.True(type.IsFormer != (type.IsWritten || type.Undo == Undo.Judgement), "Somebody writes it, or a decision does, or it is only read.");
        Assert.False(type.IsInMenu && type.IsWritten && type.Sides.Count > 0 && !type.HasForm, "What a menu offers has a form.");
        Assert.True(type.HasForm || type.IsFormer || type.Fields.Count == 0, "Fields stand in a form.");
        Assert.All(type.Causes, cause => Assert.NotNull(Book.Find(cause.Type)));
        Assert.All(type.StepRefusals.Keys, state => Assert.DoesNotContain(type.Steps, step => step.From == state));
        Assert.All(type.Fields.Where(field => field.Required), field => Assert.False(field.Kind is FieldKind.YesNo or FieldKind.Reasons, field.Name));
        Assert.All(type.Fields.Where(field => field.Kind is FieldKind.Reasons), field => Assert.Contains(type.Fields, other => other.Name == field.Explains));
    }

    [Fact]
    public void What_an_event_cannot_be_read_without_its_form_asks_for_or_its_side_says()
    {
        foreach (var (one, type) in Book.Classes.Where(pair => pair.Value is { HasForm: true, IsInMenu: true }))
        {
            var demanded = one.GetProperties()
                .Where(property => property.GetCustomAttribute<JsonRequiredAttribute>() is not null && property.Name != nameof(CaseEvent.On))
                .Select(NameOf);
            Assert.Empty(demanded.Except(type.Fields
                .Where(field => field.Required || field.Kind == FieldKind.YesNo)
                .Select(field => field.Name)
                .Append(type.Side)));
        }
    }

    [Fact]
    public void What_is_written_most_often_has_a_rank_of_its_own()
    {
        var ranks = Book.Types.Select(type => type.Usual).OfType<int>().Order().ToList();
        Assert.Equal(Enumerable.Range(1, ranks.Count), ranks);
    }

    [Fact]
    public void A_record_without_a_description_stops_the_program_and_is_named() =>
        Assert.Contains(nameof(Undescribed),
            Assert.Throws<InvalidOperationException>(() => RecordBook.Read<SojournEvent>([typeof(Contact), typeof(Undescribed)])).Message);

    [Fact]
    public void Two_records_of_one_name_stop_the_program_and_are_named() =>
        Assert.Contains(nameof(Again), Assert.Throws<InvalidOperationException>(() => RecordBook.Read<SojournEvent>([typeof(Contact), typeof(Again)])).Message);

    [Fact]
    public void Every_duty_is_closed_by_a_record_that_a_form_writes_for_its_side()
    {
        foreach (var rule in DutyBook.Rules)
        {
            foreach (var closing in Enum.GetValues<Party>().Select(party => rule.ClosedByOf(party)).Append(rule.ClosedBy))
            {
                var type = Book[closing.Type];
                Assert.True(type.HasForm, rule.Kind);
                Assert.Contains(Rules.Sojourns.Sides.NameOf(closing.Writer), type.Sides);
                Assert.True(closing.Field is null || PropertiesOf(closing.Type).Contains(closing.Field), rule.Kind);
                Assert.Equal(closing.Field is null, closing.For("2026").Value is null);
            }
        }
    }

    private static List<string> PropertiesOf(string name) =>
        [.. Book.Classes.Single(pair => pair.Value.Name == name).Key.GetProperties().Where(property => property.CanWrite).Select(NameOf)];

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private sealed record Undescribed : SojournEvent;

    private sealed record Again : SojournEvent, IRecord
    {
        public static RecordType Type { get; } = new("contact") { Order = 99999 };
    }

    [Fact]
    public void Whatever_something_earlier_can_forbid_has_a_least_record_of_its_day_and_side()
    {
        var day = new DateOnly(2026, 5, 10);
        foreach (var type in SojournRecords.Book.Types)
        {
            foreach (var side in new[] { Side.Home, Side.Host })
            {
                var least = SojournRecords.Least(type, day, side);
                Assert.Equal(type.CanBeForbidden, least is not null);
                if (least is null)
                    continue;
                Assert.Equal((type.Name, day), (EventJson.TypeOf(least), least.On));
                if (type.Side is { } writes)
                    Assert.Contains($"\"{writes}\":\"{Sides.NameOf(side)}\"", EventJson.Write(least), StringComparison.Ordinal);
            }
        }
        Assert.True(SojournRecords.Book["certificate-audited"].CanBeForbidden);
        Assert.False(SojournRecords.Book["transferred"].CanBeForbidden);
    }

    [Fact]
    public void The_least_issue_of_a_certificate_takes_the_number_that_was_sealed()
    {
        var least = SojournRecords.Least(SojournRecords.Book["certificate-issued"], new DateOnly(2026, 5, 10), Side.Home)!;
        Assert.Equal("99-0001", ((CertificateIssued)least.Numbered(() => "99-0001")).Number);
        Assert.Equal("-", ((CertificateIssued)least.Numbered(() => null)).Number);
    }
}
