using System.Text.Json;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

public sealed class EventJsonTests
{
    [Fact]
    public void An_event_is_written_with_its_type_and_without_what_is_unsaid() => Assert.Equal(
        """{"type":"contact","by":"home","means":"phone","reached":true,"on":"2026-03-31"}""",
        EventJson.Write(new Contact { On = new(2026, 3, 31), By = Side.Home, Means = "phone" }));

    [Fact]
    public void The_type_may_stand_anywhere() =>
        Assert.IsType<Placed>(EventJson.Read("""{ "organization": "001.004", "on": "2026-01-26", "type": "placed" }"""));

    [Theory]
    [InlineData("""{ "type": "contakt", "on": "2026-01-01" }""", "contakt")]
    [InlineData("""{ "type": "placed", "on": "2026-01-01", "where": "here" }""", "where")]
    [InlineData("""{ "type": "refused", "on": "2026-01-01" }""", "code")]
    [InlineData("""{ "type": "placed" }""", "on")]
    [InlineData("""{ "type": "placed", "on": "1 May" }""", "a day is written 2026-03-31")]
    [InlineData("""{ "on": "2026-01-01" }""", "no type")]
    [InlineData("null", "no event")]
    public void What_is_no_event_is_named(string json, string word) =>
        Assert.Contains(word, Assert.ThrowsAny<JsonException>(() => EventJson.Read(json)).Message);

    [Fact]
    public void Names_of_types_are_those_of_the_catalogue() =>
        Assert.All(SojournRecords.Book.Classes, type => Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName(type.Key.Name), type.Value.Name));
}
