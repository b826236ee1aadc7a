using Hongyan.Data;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Import.Checks;

/// <summary>What a row of a roster says of a stay away.</summary>
internal sealed record SojournSaid
{
    public required Person Person { get; init; }
    public WrittenDate? Departed { get; init; }
    public DateOnly? Arrived { get; init; }
    public DateOnly? Returned { get; init; }
    public DateOnly? ExpectedReturn { get; init; }
    public string? Reason { get; init; }
    public string? Phone { get; init; }
    public bool PhoneIsGood { get; init; }

    /// <summary>Remark, and a telephone number that cannot stand among the good ones.</summary>
    public string? Note { get; init; }
    public required SojournFacts Facts { get; init; }

    public DateOnly? Begun => Departed?.Day ?? Arrived;

    public Span Span => Begun is { } from ? new Span(from, Returned) : Span.Always;

    public static SojournSaid Read(RowChecks row, Branches? branches, PlaceCodes places)
    {
        var person = Person.Read(row, branches);
        var ahead = row.On.AddYears(1);
        if (row.Has(Fields.Education)) row.Word(Fields.Education, KnownWords.IsEducation);
        var departed = row.Day(Fields.Departed, ahead);
        var arrived = NotBefore(row.Day(Fields.Arrived, row.On), departed?.Day);
        var begun = departed?.Day ?? arrived;
        var returned = NotBefore(row.Day(Fields.Returned, ahead), begun);
        if (begun > arrived) row.Reject(Fields.Arrived, ProblemCode.DateOrder, "arrived");
        if (begun > returned) row.Reject(Fields.Returned, ProblemCode.DateOrder);
        if (begun < person.BornOn) row.Reject(departed is null ? Fields.Arrived : Fields.Departed, ProblemCode.DateOrder, "birth");
        var (phone, good) = Person.PhoneOf(row);
        var destination = row.Text(Fields.Destination);
        var code = destination is null ? null : places.CodeOf(destination);
        if (destination is not null && code is null) row.Warn(Fields.Destination, ProblemCode.CodeUnknown);
        return new SojournSaid
        {
            Person = person,
            Departed = departed,
            Arrived = arrived,
            Returned = returned <= row.On ? returned : null,
            ExpectedReturn = returned > row.On ? returned : row.Date(Fields.ExpectedReturn, row.On.AddYears(20))?.Day,
            Reason = row.Word(Fields.Reason, KnownWords.IsReason),
            Phone = phone,
            PhoneIsGood = good,
            Note = NoteOf(row, HomeOf(row, person), good ? null : phone),
            Facts = new SojournFacts
            {
                Destination = destination,
                DestinationCode = code,
                Employer = row.Text(Fields.Employer),
                CertificateNumber = row.Text(Fields.Certificate),
                HomeContact = ContactOf(row, HomeOf(row, person)),
            },
        };
    }

    /// <summary>A month in which something else happened before is no earlier than that.</summary>
    private static DateOnly? NotBefore(WrittenDate? date, DateOnly? other) =>
        date is { Part: not DatePart.Day } month && other is { } day && month.Agrees(day) ? day : date?.Day;

    /// <summary>The branch at home, when it is the one that the row names.</summary>
    private static Organization? HomeOf(RowChecks row, Person person) => row.Row.Table.Kind == ImportKind.Outflow ? person.Branch : null;

    /// <summary>Whom to ask at home: a name, or the telephone the roster gives when it is not the branch's own.</summary>
    private static string? ContactOf(RowChecks row, Organization? home) => row.Text(Fields.HomeContact) ?? OtherPhone(row, home);

    private static string? OtherPhone(RowChecks row, Organization? home) => row.Text(Fields.HomePhone) is { } phone && phone != home?.Phone ? phone : null;

    /// <summary>Keeps in words what has no place of its own.</summary>
    private static string? NoteOf(RowChecks row, Organization? home, string? phone)
    {
        var other = row.Text(Fields.HomeContact) is null ? null : OtherPhone(row, home);
        string?[] parts =
        [
            row.Text(Fields.Remark), phone is null ? null : $"{row.Title(Fields.Phone)}：{phone}",
            other is null ? null : $"{row.Title(Fields.HomePhone)}：{other}",
        ];
        return string.Join('；', parts.OfType<string>()) is { Length: > 0 } note ? note : null;
    }
}
