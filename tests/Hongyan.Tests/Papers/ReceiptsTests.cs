using Hongyan.Features.Papers.Lists;

namespace Hongyan.Tests.Papers;

public sealed class ReceiptsTests
{
    [Theory]
    [InlineData("SJ0001–0003、SJ0007", "SJ0001", "SJ0002", "SJ0003", "SJ0007")]
    [InlineData("2026-0099–0100", "2026-0100", "2026-0099", "2026-0099")]
    [InlineData("乙、甲", "甲", "乙")]
    [InlineData("A9、B10", "A9", "B10")]
    [InlineData("")]
    public void Receipts_that_follow_one_another_are_one_range(string expected, params string[] numbers) => Assert.Equal(expected, Receipts.InRanges(numbers));
}
