using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>What a row says of somebody who may be registered outside: of his stay, and of his home there.</summary>
/// <param name="Host">The organisation that has received him, or to which he is announced.</param>
internal sealed record GuestSaid(SojournSaid Stay, HomeSaid Home, string? Status, Organization? Host)
{
    private const int LongestName = 100, LongestNumber = 40, LongestText = 200;
    private static readonly string[] Names = [Fields.Name, Fields.Home, Fields.HomeCommittee];
    private static readonly string[] Numbers = [Fields.IdNumber, Fields.Certificate, Fields.HomePhone];

    public bool IsAnnounced { get; init; }

    /// <summary>Remark, and a telephone number that cannot stand among the good ones.</summary>
    public string? Note { get; init; }

    public string? Phone => Stay.PhoneIsGood ? Stay.Phone : null;

    public static GuestSaid Read(RowChecks row, Branches branches, PlaceCodes places)
    {
        var isAnnounced = row.Row.Table.Kind == ImportKind.Announced;
        var stay = SojournSaid.Read(row, isAnnounced ? null : branches, places);
        var status = row.Text(Fields.Status) is { } word ? KnownWords.IsProbationary(word) ? "probationary" : "full" : null;
        var home = HomeSaid.Read(row, places);
        CheckLengths(row);
        return new GuestSaid(stay, home, status, isAnnounced ? branches.At(branches.Into) : stay.Person.Branch)
        {
            IsAnnounced = isAnnounced,
            Note = NoteOf(row, stay),
        };
    }

    private static string? NoteOf(RowChecks row, SojournSaid stay)
    {
        string?[] parts = [row.Text(Fields.Remark), stay.PhoneIsGood || stay.Phone is null ? null : $"{row.Title(Fields.Phone)}：{stay.Phone}"];
        return string.Join('；', parts.OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    /// <summary>A text is refused whole, and never cut.</summary>
    private static void CheckLengths(RowChecks row)
    {
        foreach (var field in Fields.Of(row.Row.Table.Kind).Select(field => field.Key))
        {
            var longest = Names.Contains(field) ? LongestName : Numbers.Contains(field) ? LongestNumber : LongestText;
            if (row.Text(field) is { } text && TypedText.LengthOf(text) > longest) row.Reject(field, ProblemCode.TextTooLong, detail: null, longest);
        }
    }
}
