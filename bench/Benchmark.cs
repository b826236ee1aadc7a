namespace Hongyan.Bench;

/// <summary>One thing that is measured, beside its limit.</summary>
internal abstract class Benchmark
{
    public abstract string Name { get; }

    public abstract Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation);

    /// <summary>In the order in which they are run.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
        [new CertificateCheck(), new DutyKeepingBench(), new Pages(), new Dashboard(), new Plans(), new Report(), new Import(), new Start()];

    protected Figure Of(
        World world, string figure, double value, double? limit, string unit, Goal goal = Goal.None, double? wanted = null, string? note = null) =>
        new(Name, figure, world.Size, value, limit, unit, goal, wanted) { Note = note };
}
