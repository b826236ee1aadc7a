namespace Hongyan.Features.Reception;

/// <summary>A question with a few answers.</summary>
/// <param name="Name">Under which it is sent.</param>
/// <param name="IsFirst">The first that is asked: whoever types begins with it.</param>
public sealed record RadioField(string Name, string Label, string? Value, IEnumerable<(string Value, string Text)> Options, bool IsFirst = false);
