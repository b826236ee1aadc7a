using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Returns;

/// <summary>返回办理: the return, the presentation, the check with both views, and the withdrawal of the certificate, from one place.</summary>
public sealed class IndexModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] OfCertificate = ["certificate-presented", "certificate-withdrawn"];
    private readonly Texts words = texts.For("Returns");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    /// <summary>The step that is sent.</summary>
    [BindProperty]
    public string? Type { get; set; }

    /// <summary>The id of the record to be.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public Sojourn Stay { get; private set; } = null!;

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>The form of the first step that is not done.</summary>
    public RecordInput? Input { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>What the host wrote last, to begin with.</summary>
    public string? HostSays { get; private set; }

    public bool GoesOutAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var sojourn = await db.Sojourns.AsNoTracking().FirstOrDefaultAsync(s => s.MemberId == Member && s.Id == Sojourn, cancellation);
        if (sojourn is null || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        if (Input is not null)
        {
            Input.Values[RecordInput.On] = Today.ToString("yyyy-MM-dd");
            if (Input.Form.Name == "return-checked")
                Input.Values["hostView"] = HostSays;
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var sojourn = await recording.HoldAsync(Member, Sojourn, cancellation);
        if (sojourn is null || Type is null || !RecordForm.All.TryGetValue(Type, out var form) || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        if (await db.Records.AnyAsync(r => r.OwnerId == Member && r.Id == Id, cancellation))
            return Done();
        Input = new RecordInput(form);
        Input.Fill(Request.Form);
        if (await meanwhile.HappenedAsync(sojourn, Type, cancellation))
            return Page();
        if (Writers.Refusal(Type, Side.Home, actor, sojourn) is { } key)
            return Refused(Refusal.Of(key));
        if (Steps.All(step => step.Type != Type || step.DoneOn is not null))
            return Refused(Refusal.Of("refusal.done-already"));
        if (Id == Guid.Empty || Input.Read(sojourn, Today, Array.Empty<(string, JsonNode?)>()) is not { } happened)
        {
            foreach (var (field, sentence) in Input.Sentences(texts.For("Records")))
                ModelState.AddModelError($"Values[{field}]", sentence);
            return Page();
        }
        if ((await recording.WriteAsync(sojourn, [new Entry(Id, happened)], cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            return Refused(refusal);
        }
        await recording.SaveAsync(cancellation);
        return Done();
    }

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>What is done and what comes next; false when home is not the reader's.</summary>
    private async Task<bool> PrepareAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        if (!Writers.Within(sojourn.HomePath, actor.OrgPath))
            return false;
        Stay = sojourn;
        Name = await db.Members.Where(m => m.Id == Member).Select(m => m.Name).FirstAsync(cancellation);
        var events = (await recording.EventsAsync(sojourn, cancellation)).OrderBy(happened => happened.On).ToList();
        var check = events.OfType<ReturnChecked>().LastOrDefault();
        GoesOutAgain = check?.GoesOutAgain == true;
        HostSays = events.OfType<Feedback>().LastOrDefault(said => said.From == Side.Host) is { } feedback ? feedback.Text ?? feedback.Note : null;
        var hasCertificate = sojourn.CertificateNumber is not null || events.Exists(happened => happened is CertificateIssued)
            && (await policies.AtAsync(sojourn.HomePath, cancellation)).Get(Parameters.CredentialMode, Today) != "none";
        Steps =
        [
            .. from step in new[]
            {
                ("returned", "A-2.3.4"),
                ("certificate-presented", "A-2.3.4"),
                ("return-checked", "A-2.1.4"),
                ("certificate-withdrawn", "B-3.1.1c"),
            }
               where hasCertificate || !OfCertificate.Contains(step.Item1)
               where step.Item1 != "certificate-withdrawn" || !GoesOutAgain
               let done = events.LastOrDefault(happened => EventJson.TypeOf(happened) == step.Item1)
               select new Step(step.Item1, step.Item2, done?.On, done is ReturnChecked found ? (found.HostView, found.OwnView) : default),
        ];
        if (Steps.FirstOrDefault(step => step.DoneOn is null) is { } next)
        {
            Refusal = Writers.Refusal(next.Type, Side.Home, actor, sojourn) is { } key ? Refusal.Of(key) : null;
            Input = Refusal is null ? new RecordInput(RecordForm.All[next.Type]) : null;
        }
        return true;
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["done", Name, texts.For("Records")["record." + Type]];
        return LocalRedirect($"/Returns/{Member}/{Sojourn}");
    }

    /// <summary>One step of the return, with the clause that demands it.</summary>
    public sealed record Step(string Type, string Clause, DateOnly? DoneOn, (string? Host, string? Own) Views);
}
