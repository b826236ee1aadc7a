using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>报备: a member tells home that he is going away, and a sojourn begins.</summary>
public sealed class DepartureModel(
    HongyanDb db, Recording recording, PolicyLibrary library, OutsideChoosing choosing, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int MostHosts = 300, LongestName = 100;
    private readonly Texts words = texts.For("Members");

    /// <summary>The id of the sojourn to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Sojourn { get; set; }

    /// <summary>An organisation of this installation by its name, or any other in words.</summary>
    [BindProperty, StringLength(LongestName)]
    public string? Host { get; set; }

    /// <summary>Of a host outside: its entry in the directory, found or made in passing; without one the words stand alone.</summary>
    [BindProperty]
    public OutsideChoice Outside { get; set; } = new();

    [BindProperty, StringLength(LongestName)]
    public string? Employer { get; set; }

    /// <summary>Also what was due before today is asked for; else the organisations answer for the stay from today on.</summary>
    [BindProperty]
    public bool AllPeriods { get; set; }

    public RecordInput Input { get; } = new(RecordForm.All["departure-reported"]);

    public Member Person { get; private set; } = null!;

    public IReadOnlyList<string> Hosts { get; private set; } = [];

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, cancellation))
            return NotFound();
        Sojourn = Guid.CreateVersion7();
        Input.Values[RecordInput.On] = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, cancellation))
            return NotFound();
        if (await db.Sojourns.AnyAsync(s => s.MemberId == id && s.Id == Sojourn, cancellation))
            return Done();
        Input.Fill(Request.Form);
        Outside.Words = Host;
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        var departure = Input.Read(sojourn: null, Today, []) as DepartureReported;
        if (RequestValues.TryDay(Input["departs"] ?? "", out var departs))
            await CheckDayAsync(departs, cancellation);
        if (departure is null || !ModelState.IsValid)
            return Wrong();
        if (departure.Phone is { } phone)
            (Person.Phone, Person.DetailsOn) = (PhoneNumber.Read(phone) ?? phone, Person.DetailsOn > departure.On ? Person.DetailsOn : departure.On);
        IEnumerable<SojournEvent> following = departure.Departs < Today && !AllPeriods ? [new DutiesBegin { On = Today, From = Today }] : [];
        var facts = await FactsAsync(departure, cancellation);
        if (!ModelState.IsValid)
            return Wrong();
        await recording.OpenAsync(Person, departure, facts, cancellation, following);
        await recording.SaveAsync(cancellation);
        return Done(isLate: departure.On > departure.Departs);
    }

    private DateOnly Today => ChinaDate.Today(clock);

    private async Task<bool> PrepareAsync(Guid id, CancellationToken cancellation)
    {
        // held, so that two taps cannot both find the member at home
        if (await db.Members.FromSql($"select * from member where id = {id} for update").SingleOrDefaultAsync(cancellation) is not { } member)
            return false;
        Person = member;
        Input.KnownPhone = member.Phone;
        Hosts = await db.Organizations.Where(o => o.Kind != "organization-department" && o.Path != member.HomePath)
            .OrderBy(o => o.Path).Take(MostHosts).Select(o => o.Name).ToListAsync(cancellation);
        if (!Writers.Within(member.HomePath, actor.OrgPath))
            Refusal = texts.For("Records")["refusal.home"];
        else if (await db.Sojourns.AnyAsync(s => s.MemberId == id && s.EndedOn == null && s.Id != Sojourn, cancellation))
            Refusal = words["departure.already"];
        return true;
    }

    /// <summary>Nobody leaves as a member before he joined, nor from this branch before he belonged to it.</summary>
    private async Task CheckDayAsync(DateOnly departs, CancellationToken cancellation)
    {
        var since = await db.MembershipRecords
            .Where(entry => entry.MemberId == Person.Id && entry.Type == "registered")
            .OrderByDescending(entry => entry.RecordedAt)
            .Select(entry => (DateOnly?)entry.OnDate).FirstOrDefaultAsync(cancellation);
        if (departs < Person.Joined)
            ModelState.AddModelError("Values[departs]", words["departure.before-joined", DateText.Of(Person.Joined.Value)]);
        else if (departs < since)
            ModelState.AddModelError("Values[departs]", words["departure.before-registered", DateText.Of(since.Value)]);
    }

    private async Task<SojournFacts> FactsAsync(DepartureReported departure, CancellationToken cancellation)
    {
        var host = Host?.Trim() is { Length: > 0 } name ? name : null;
        var paths = host is null ? [] : await db.Organizations.Where(o => o.Name == host).Select(o => o.Path).Order().Take(2).ToListAsync(cancellation);
        Outside.Words = host;
        var outside = paths.Count == 1 ? null : await choosing.ResolveAsync(Outside, nameof(Outside), ModelState, cancellation, inWords: true);
        return new SojournFacts
        {
            Id = Sojourn,
            HostOutside = outside?.Id,
            HostPath = paths is [var only] ? only : null,
            HostName = paths.Count == 1 ? null : host,
            DestinationCode = departure.Destination is { } place ? new PlaceCodes(library).CodeOf(place) : null,
            Employer = Employer?.Trim() is { Length: > 0 } employer ? employer : null,
        };
    }

    private PageResult Wrong()
    {
        Outside.Words = Host;
        foreach (var (field, sentence) in Input.Sentences(texts.For("Records")))
            ModelState.AddModelError($"Values[{field}]", sentence);
        return Page();
    }

    private LocalRedirectResult Done(bool isLate = false)
    {
        TempData["Message"] = words[isLate ? "departure.done-late" : "departure.done", Person.Name];
        return LocalRedirect($"/Members/{Person.Id}");
    }
}
