using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>One form for every type of record: what happened in a sojourn, or what happened instead of what was written.</summary>
public sealed class NewModel(
    HongyanDb db, Recording recording, DutyKeeping keeping, Meanwhile meanwhile, FoundChoices choices, Policies policies, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Side? Side { get; set; }

    /// <summary>The duty the record is to close.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    /// <summary>The record that is corrected.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one record.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Unless { get; set; }

    public RecordInput Input { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Home { get; private set; } = "";

    public KeptDuty? Duty { get; private set; }

    /// <summary>Why this cannot be written; what was typed by then stays in the form.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Whether the corrected record can be taken back instead.</summary>
    public bool CanStrike { get; private set; }

    /// <summary>Nothing is typed yet, and nothing can be.</summary>
    public bool IsClosed => Refusal is not null && Request.Method == "GET";

    public string Way => Url.Way(Back, $"/Members/{Member}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (DutyAction.PageOf(Type, Corrects) is { } own)
            return LocalRedirect(own + Request.QueryString);
        var sojourn = await db.Sojourns.FirstOrDefaultAsync(s => s.MemberId == Member && s.Id == Sojourn, cancellation);
        if (sojourn is null || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        if (Corrects is null && Refusal is null && Type != "certificate-audited") // that of another year can still be written
            Refusal = (await PossibleRecords.OfAsync(db, recording, keeping, actor, sojourn, Today, cancellation)).RefusalOf(Type, Side!.Value);
        Preset(sojourn);
        await choices.FillAsync(Input, sojourn, Side!.Value, Today, cancellation);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (DutyAction.PageOf(Type, Corrects) is { } own)
            return LocalRedirect(own + Request.QueryString);
        var sojourn = await recording.HoldAsync(Member, Sojourn, cancellation);
        var isSent = await db.Records.AnyAsync(r => r.MemberId == Member && r.Id == Id, cancellation);
        if (isSent && meanwhile.IsAsked(Sojourn))
            (Corrects, Id) = (Id, Guid.CreateVersion7()); // sent before with other content: what it wrote can be corrected by it
        if (sojourn is null || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        if (isSent && !meanwhile.IsAsked(Sojourn))
            return Done("recorded", Id);
        Input.Fill(Request.Form);
        await choices.FillAsync(Input, sojourn, Side!.Value, Today, cancellation);
        if (isSent && Input.Read(sojourn, Today, await GivenAsync(sojourn, cancellation)) is { } again && await Repetition.FindAsync(db, sojourn, again, cancellation) is { } sent)
            return Done("recorded", sent); // a double tap
        if (await meanwhile.HappenedAsync(sojourn, Corrects is null ? Type : null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (Input.Read(sojourn, Today, await GivenAsync(sojourn, cancellation)) is not { } happened)
            return Wrong();
        if (Id == Guid.Empty)
            return BadRequest();
        if (Corrects is null && happened is not OrganizedLife // two meetings on one day may read alike
            && await Repetition.FindAsync(db, sojourn, happened, cancellation) is { } same)
            return Done("recorded.same", same);
        if ((await recording.WriteAsync(sojourn, [new Entry(Id, happened, Corrects)], cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            if (refusal.Field is { } wrong && (wrong == RecordInput.On || Input.Fields.Any(field => field.Name == wrong)))
            {
                ModelState.AddModelError($"Values[{wrong}]", refusal.In(texts));
                return Page();
            }
            Refusal = refusal;
            return this.PageUnless(Refusal);
        }
        await recording.SaveAsync(cancellation);
        var late = Today.DayNumber - happened.On.DayNumber > (await policies.AtAsync(sojourn.HomePath, cancellation)).Get(Parameters.RecordLateEntryDays, Today);
        return Done(Corrects is not null ? "corrected" : IsStillOwed() ? "recorded.still-open" : late ? "recorded.late" : "recorded", Id);
    }

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>Everything that form and answer need; false when there is no such form or record.</summary>
    private async Task<bool> PrepareAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        if (!RecordForm.All.TryGetValue(Type, out var form) || (Kind is not null && !DutyCloser.IsKind(Kind)))
            return false;
        Input = new RecordInput(form);
        var person = await db.Members.Where(m => m.Id == Member)
            .Select(m => new { m.Name, Home = db.Organizations.Where(o => o.Path == m.HomePath).Select(o => o.Name).First() })
            .FirstAsync(cancellation);
        (Name, Home) = (person.Name, person.Home);
        Input.KnownPhone = form.Fields.Any(field => field.TakesKnownPhone) ? await db.Members.Where(m => m.Id == Member).Select(m => m.Phone).FirstAsync(cancellation) : null;
        if (Kind is not null)
            Duty = await db.Duties.FirstOrDefaultAsync(d => d.MemberId == Member && d.SojournId == Sojourn && d.Kind == Kind && d.Period == Period, cancellation);
        if (Type == "certificate-issued" && Corrects is null && await WaitingNumberAsync(cancellation) is { } number)
            Input.Fixed["number"] = number;
        Side ??= Writers.SidesOf(actor, sojourn.HomePath, sojourn.HostPath).FirstOrDefault(side => Writers.Refusal(Type, side, actor, sojourn) is null);
        (Input.Side, Input.IsUnless) = (Side, Unless);
        var refusal = Writers.Refusal(Type, Side.Value, actor, sojourn);
        if (Corrects is { } corrected)
        {
            if (await Corrections.PresentAsync(db, Member, corrected, cancellation) is not { } old || old.Type != Type || old.SojournId != Sojourn)
                return false;
            Corrects = old.Id; // it may have been corrected since the form was opened
            var read = await Corrections.ReadLettersAsync(db, [Member], cancellation);
            CanStrike = Corrections.StrikeRefusal(old, read, actor, ChinaDate.Of(old.RecordedAt), Today, await UndoDaysAsync(sojourn, cancellation)) is null;
            refusal = Corrections.Refusal(old, actor) ?? Writers.Refusal(Type, Side.Value, actor, sojourn.HomePath, sojourn.HostPath);
            if (Request.Method == "GET")
            {
                Input.Take(old.Data);
                if (EventJson.Read(old.Data) is ContactPersonNamed { PersonId: { } named })
                    Input.Values["person"] = named.ToString();
            }
        }
        Refusal = refusal is null ? null : Refusal.Of(refusal);
        return true;
    }

    private async Task<int> UndoDaysAsync(Sojourn sojourn, CancellationToken cancellation) =>
        (await policies.AtAsync(sojourn.HomePath, cancellation)).Get(Parameters.RecordUndoDays, Today);

    private void Preset(Sojourn sojourn)
    {
        if (Corrects is not null)
            return;
        Input.Values[RecordInput.On] = Today.ToString("yyyy-MM-dd");
        foreach (var field in Input.Fields)
        {
            Input.Values[field.Name] = field.Preset switch
            {
                FieldPreset.Host => sojourn.HostPath,
                FieldPreset.ThisYear => Today.ToString("yyyy"),
                FieldPreset.Writer => actor.DisplayName,
                _ => field.Default,
            };
        }
        if (Kind is not null && DutyCloser.Of(Kind, Period, Duty?.OwedBy ?? "") is { Field: { } preset, Type: var type } closing && type == Type)
            Input.Values[preset] = preset == "months" ? Months.Of(closing.Value, sojourn.DepartedOn) : closing.Value;
    }

    /// <summary>What no field asks for: what is waived, who was chosen.</summary>
    private async Task<IEnumerable<(string, JsonNode?)>> GivenAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        var given = new List<(string, JsonNode?)>();
        if (Input.Form.Side == "venue" && Side == Hongyan.Rules.Sojourns.Side.Host && await IsFloatingAsync(sojourn.HostPath, cancellation))
            given.Add(("venue", "floating-organization"));
        if (Corrects is { } corrected && await Corrections.FindAsync(db, Member, corrected, cancellation) is { } old)
            given.AddRange(Unasked(old.Data).ExceptBy(given.Select(pair => pair.Item1).Concat(["topic", "personId", "how"]), pair => pair.Item1));
        if (Input.Found.TryGetValue("person", out var people) && people.FirstOrDefault(one => one.Value == Input["person"]) is { Value: { } chosen })
            given.AddRange([("personId", chosen), ("person", await db.Members.Where(m => m.Id == Guid.Parse(chosen)).Select(m => m.Name).FirstAsync(cancellation))]);
        if (Type == "notified")
            given.Add(("how", "told"));
        if (Type == "waived")
            given.AddRange([("kind", Kind), ("period", Period), ("person", actor.DisplayName)]);
        return given;
    }

    /// <summary>What a record says beyond its form: a correction keeps it.</summary>
    private IEnumerable<(string, JsonNode?)> Unasked(string data) => JsonNode.Parse(data)!.AsObject()
        .Where(property => property.Key is not ("type" or RecordInput.On or RecordInput.Note)
            && property.Key != Input.Form.Unless && property.Key != Input.Form.Side && Input.Fields.All(field => field.Name != property.Key))
        .Select(property => (property.Key, property.Value?.DeepClone()));

    private Task<bool> IsFloatingAsync(string? path, CancellationToken cancellation) =>
        db.Organizations.AnyAsync(o => o.Path == path && o.Kind == "floating-organization", cancellation);

    /// <summary>Whether the duty this was meant for is not closed by it: too early, or nobody was reached.</summary>
    private bool IsStillOwed() => Duty is { DoneOn: null, MootOn: null, WaivedOn: null } && db.Entry(Duty).State != EntityState.Detached;

    /// <summary>The branch hands out what the committee sealed; it types no number.</summary>
    private Task<string?> WaitingNumberAsync(CancellationToken cancellation) => db.Certificates
        .Where(c => c.MemberId == Member && c.SojournId == Sojourn && c.SealedOn != null && c.IssuedOn == null && c.LostOn == null)
        .Select(c => c.Number).FirstOrDefaultAsync(cancellation);

    private PageResult Wrong()
    {
        foreach (var (field, sentence) in Input.Sentences(words))
            ModelState.AddModelError($"Values[{field}]", sentence);
        return Page();
    }

    /// <summary>The last day on which what happens closes a duty of a period; a greeting counts for some time after its window.</summary>
    private static DateOnly Until(KeptDuty duty) => duty is { Kind: "festival-care", MissedOn: { } missed } ? missed.AddDays(-1) : duty.DueOn;

    /// <param name="record">The record that was saved: the message offers to take it back.</param>
    private LocalRedirectResult Done(string message, Guid record)
    {
        var (from, to) = Duty is null ? ("", "") : (DateText.Of(Duty.OpensOn), DateText.Of(Until(Duty)));
        TempData["Message"] = words[message, Name, texts.For("Records")["record." + Type], from, to];
        if (Corrections.CanBeStruck(Type))
            TempData["Undo"] = StrikeModel.AddressOf(Member, record, Way);
        return LocalRedirect(Way);
    }
}
