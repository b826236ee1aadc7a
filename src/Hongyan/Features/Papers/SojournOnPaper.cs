using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers;

/// <summary>One stay as papers need it: the person, both organisations, and what happened in its order; corrected records are left out.</summary>
internal sealed record SojournOnPaper(
    Member Member, Sojourn Sojourn, HomeParty Home, Organization? Host, IReadOnlyList<(Guid Id, SojournEvent Happened)> Records)
{
    public string HostName => Host?.Name ?? Sojourn.HostName ?? "";

    public IEnumerable<T> All<T>()
        where T : SojournEvent => Records.Select(record => record.Happened).OfType<T>();

    public T? Last<T>()
        where T : SojournEvent => All<T>().LastOrDefault();

    public T? First<T>()
        where T : SojournEvent => All<T>().FirstOrDefault();

    public DateOnly? ArrivedOn => Records.Select(record => record.Happened).FirstOrDefault(happened => happened is ReportedIn or Placed)?.On;

    public string? ContactOf(Side side) => All<ContactPersonNamed>().LastOrDefault(named => named.By == side)?.Person
        ?? (side == Side.Home && TypedPhone is null ? Sojourn.HomeContact : null);

    /// <summary>The telephone of the branch at home; without one, the telephone that a roster gave for it. Never a name.</summary>
    public string? HomePhone => Home.Phone ?? TypedPhone;

    private string? TypedPhone => Sojourn.HomeContact is { } said && PhoneNumber.Read(said) is not null ? said : null;

    /// <summary>What a guest's home has said of him.</summary>
    public HomeWord HomeWord => HomeWord.In(Records.Select(record => record.Happened));

    public DateOnly? LastContactOn => All<Contact>().LastOrDefault(contact => contact.Reached)?.On ?? Sojourn.LastContactOn;
}
