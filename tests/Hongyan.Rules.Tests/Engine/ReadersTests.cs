namespace Hongyan.Rules.Tests.Engine;

/// <summary>Who reads a record, and what the others are told of it.</summary>
public sealed class ReadersTests
{
    private static readonly string[] Both = ["one", "other"];

    [Fact]
    public void All_sides_read_what_does_not_say_otherwise_and_whoever_tells_it_always_does()
    {
        Assert.Equal(Both, Proposed.Type.ReadersOf("one", Both));
        Assert.Equal(["other"], Considered.Type.ReadersOf("other", Both));
        Assert.Equal(Both, new RecordType("x") { Order = 1, Readers = ["one"] }.ReadersOf("other", Both));
        Assert.True(Trial.Kind.KeepsApart);
    }

    [Fact]
    public void Unread_it_says_when_and_by_whom_and_no_word_of_what_was_said()
    {
        var day = new DateOnly(2026, 1, 6);
        var unread = Trial.Kind.Unread(Considered.Type, day, "other");
        var happened = Assert.IsType<Considered>(Trial.Kind.Read(unread));
        Assert.Equal((day, "other", ""), (happened.On, happened.By, happened.Thought));
        var proposed = new Proposed { On = new(2026, 1, 5), By = "one" };
        var whole = Trial.Told(false, proposed, happened with { Thought = "not yet" }).AsOf(day);
        var seen = Trial.Told(false, proposed, happened).AsOf(day);
        Assert.Equal((whole.State, whole.Since, whole.Events.Count), (seen.State, seen.Since, seen.Events.Count));
    }

    [Fact]
    public void Of_every_kind_what_is_kept_apart_can_be_told_without_being_read_and_the_step_that_shows_it_exists()
    {
        foreach (var kind in CaseKinds.All.Append(Trial.Kind))
        {
            foreach (var type in kind.Book.Types.Where(type => type.Readers.Count > 0))
            {
                Assert.Empty(type.Readers.Except(kind.Sides.Select(side => side.Name)));
                Assert.Equal(type, kind.Book.Of(kind.Read(kind.Unread(type, new(2026, 1, 1), type.Sides[0]))));
            }
            Assert.DoesNotContain(kind.Book.Types, type => type.MemberReadsFrom is { } from && kind.Book.Find(from) is null);
        }
    }
}
