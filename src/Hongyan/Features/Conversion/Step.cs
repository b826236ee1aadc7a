using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Conversion;

/// <summary>One step of one round, as the page shows it.</summary>
public sealed record Step(IndexModel Course, int Round, string Kind, string Type, SojournEvent? Happened)
{
    private bool IsLast => Round == Course.Rounds.Count - 1;

    /// <summary>The form stands here. One that was sent stays, whatever became of the step in the meantime: what was typed is in it.</summary>
    public bool IsOpen => IsLast && Course.Type == Type && (Course.IsSent || Course.Refusal is null && (Happened is null || Course.Corrects is not null));

    /// <summary>The reader may take it, though another form is open.</summary>
    public bool IsOffered => IsLast && Happened is null && !IsOpen && Course.May(Type);
}
