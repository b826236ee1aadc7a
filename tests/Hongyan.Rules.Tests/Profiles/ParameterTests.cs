using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests.Profiles;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("contact.home.interval", "\"HALF_YEAR\"", "half-year")]
    [InlineData("contact.home.interval", "\" Quarter \"", "quarter")]
    [InlineData("contact.home.interval", "\"month\"", "month")]
    [InlineData("contact.home.interval", "\"year\"", "year")]
    [InlineData("placement.within", "7", "7 workdays")]
    [InlineData("placement.within", "0", "0 workdays")]
    [InlineData("placement.within", "\"1 month\"", "1 months")]
    [InlineData("contactPerson.host", "\"off\"", "False")]
    [InlineData("contactPerson.host", "\"On\"", "True")]
    [InlineData("contactPerson.host", "true", "True")]
    [InlineData("contactPerson.host", "false", "False")]
    [InlineData("probation.askBefore", "\"45 days\"", "45")]
    [InlineData("probation.askBefore", "3660", "3660")]
    [InlineData("credential.mode", "\"NONE\"", "none")]
    [InlineData("warning.months", "\"6 months\"", "6")]
    [InlineData("scoring.excellentFrom", "0", "0")]
    [InlineData("sweep.by", "\"02-28\"", "02-28")]
    [InlineData("care.dates", "[\"Spring_Festival\", \"07-01\"]", "spring-festival 07-01")]
    [InlineData("review.grades", "[\"good\", \"bad\"]", "good bad")]
    public void Values_may_be_written_as_people_do(string parameter, string written, string read) =>
        Assert.Equal(read, Made.Text(PolicyFiles.With([parameter], written), parameter));

    [Theory]
    [InlineData("contact.home.intervall", "\"month\"", "no parameter “contact.home.intervall”")]
    [InlineData("contact.home.interval", "\"week\"", "“contact.home.interval” cannot be \"week\": write month, quarter, half-year or year.")]
    [InlineData("contact.home.interval", "3", "“contact.home.interval” cannot be 3: write a word.")]
    [InlineData("placement.within", "\"soon\"", "“placement.within” cannot be \"soon\"")]
    [InlineData("placement.within", "-1", "write a number from 0 to 3660.")]
    [InlineData("placement.within", "3661", "write a number from 0 to 3660.")]
    [InlineData("placement.within", "1.5", "write a number from 0 to 3660.")]
    [InlineData("placement.within", "true", "write a word.")]
    [InlineData("scoring.excellentFrom", "\"many\"", "write a number from 0 to 3660.")]
    [InlineData("probation.askBefore", "\"2 months\"", "write a number of days.")]
    [InlineData("warning.months", "\"60 days\"", "write a number of months.")]
    [InlineData("contactPerson.host", "1", "“contactPerson.host” cannot be 1")]
    [InlineData("contactPerson.host", "\"perhaps\"", "write on or off.")]
    [InlineData("care.dates", "\"07-01\"", "write a list of words.")]
    [InlineData("care.dates", "[\"midsummer\"]", "midsummer")]
    [InlineData("care.dates", "[7]", "write a word.")]
    [InlineData("sweep.by", "\"31 March\"", "31 march")]
    [InlineData("credential.mode", "\"parchment\"", "write paper or electronic or none.")]
    public void A_wrong_name_or_value_is_named(string parameter, string written, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => PolicyFiles.With([parameter], written)).Message);

    [Theory]
    [InlineData("responsibility.model", "split", "home-led", "host-led")]
    [InlineData("credential.mode", "paper", "electronic", "none")]
    [InlineData("dues.amountHolds", "year", "month")]
    [InlineData("review.venue", "home", "host", "floating-organization")]
    [InlineData("transfer.urgedBy", "home", "host")]
    public void A_choice_takes_each_of_its_words(string parameter, params string[] words) =>
        Assert.Equal(words, words.Select(word => Made.Text(PolicyFiles.With([parameter], $"\"{word}\""), parameter)));

    [Fact]
    public void A_number_knows_what_it_counts() => Assert.Equal([TermUnit.Days, TermUnit.Months, null],
        new[] { ParameterKinds.Days("some.days"), ParameterKinds.Months("some.months"), ParameterKinds.Count("some.score") }.Select(kind => kind.Unit));

    [Fact]
    public void Of_two_numbers_the_smaller_is_the_stricter() => Assert.Equal([3, 3, 3],
        new[] { ParameterKinds.Count("some.score"), ParameterKinds.Days("some.days"), ParameterKinds.Months("some.months") }
            .Select(kind => kind.Combine(5, 3)));

    [Fact]
    public void A_parameter_is_found_by_its_name() => Assert.Same(Parameters.SweepBy, Parameters.Named("sweep.by"));
}
