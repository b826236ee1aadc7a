namespace Hongyan.Rules.Sojourns;

/// <summary>
/// What a record must say before it is accepted from somebody who writes it now. Case files and imported history may leave it out.
/// </summary>
public static class Evidence
{
    /// <summary>The names of the fields that are missing, as in JSON.</summary>
    /// <param name="happened">The record as it was written.</param>
    /// <param name="briefTopics">The topics that the profile demands of a briefing.</param>
    public static IEnumerable<string> Missing(SojournEvent happened, IReadOnlyCollection<string> briefTopics) => happened switch
    {
        Contact { Reached: true } talk => Lacking(("means", talk.Means), ("topics", talk.Subjects), ("content", talk.Content)),
        Contact attempt => Lacking(("means", attempt.Means), ("retryOn", attempt.RetryOn)),
        DepartureReported departure => Lacking(("reason", departure.Reason), ("destination", departure.Destination), ("phone", departure.Phone)),
        Briefed briefed => briefTopics.All(topic => IsExplained(briefed, topic)) ? [] : ["topics"],
        ChangeReported change => Lacking(("what", change.What), ("value", change.Value)),
        MemberReported report => Lacking(("text", report.Text)),
        ReturnChecked check => Lacking(("ownView", check.OwnView ?? check.HostView)),
        Notified { How: "told" } told => Lacking(("means", told.Means), ("by", told.By)),
        _ => [],
    };

    private static bool IsExplained(Briefed briefed, string topic) =>
        briefed.Topics?.Contains(topic) == true || (briefed.Missing?.GetValueOrDefault(topic) is { } reason && !string.IsNullOrWhiteSpace(reason));

    private static IEnumerable<string> Lacking(params (string Field, object? Value)[] fields) =>
        fields.Where(field => field.Value is null or IReadOnlyList<string> { Count: 0 } || (field.Value is string text && string.IsNullOrWhiteSpace(text)))
            .Select(field => field.Field);
}
