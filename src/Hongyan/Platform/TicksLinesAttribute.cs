namespace Hongyan.Platform;

/// <summary>The value ticks lines of a list that is shown with or without it: the page is about nobody of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TicksLinesAttribute : Attribute;
