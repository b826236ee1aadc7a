namespace Hongyan.Tests;

/// <summary>A clock that can be put forward; it starts at the real time.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan ahead;

    /// <summary>Is told how far the clock is ahead from now on.</summary>
    public Action<TimeSpan>? Moved { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    /// <summary>Nothing rings: a nightly job does not come in the middle of a test.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);

    public void BeReal() => MoveBy(TimeSpan.Zero);

    public void Forward(TimeSpan time) => MoveBy(ahead + time);

    /// <summary>Noon in China on that day.</summary>
    public void MoveTo(DateOnly day) =>
        MoveBy(new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8)) - base.GetUtcNow());

    private void MoveBy(TimeSpan time)
    {
        ahead = time;
        Moved?.Invoke(time);
    }
}
