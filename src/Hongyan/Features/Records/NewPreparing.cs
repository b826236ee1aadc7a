using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>What form and answer need, and what no field asks for.</summary>
public sealed partial class NewModel
{
    private HomeParty home = null!;
    private string? homeName;
    private bool isSent;
    private SojournEvent? corrected;

    /// <summary>Adds how it was told, where it is the word of a host outside; false when that is wrong.</summary>
    private bool TakeTold(ref SojournEvent happened)
    {
        if (!IsTold || Hongyan.Rules.Sojourns.Told.NamesHostHere(happened))
            return true;
        if (Told.Read(happened.On, Today, ModelState, texts) is not { } told || !ModelState.IsValid)
            return false;
        happened = happened with { Told = told };
        return true;
    }

    /// <summary>What is asked together with the stay: the name of its home, and whether the form's record is written already.</summary>
    private void AskBeside(QueryBatch batch) => batch
        .Add(db.Sojourns.Where(s => s.MemberId == Member && s.Id == Sojourn).Join(db.Organizations, s => s.HomePath, o => o.Path, (_, o) => o.Name),
            names => homeName = names.FirstOrDefault())
        .Add(db.Records.Where(r => r.OwnerId == Member && r.Id == Id).Select(r => r.Id), ids => isSent = ids.Count > 0);

    /// <summary>Everything that form and answer need; false when there is no such form or record.</summary>
    private async Task<bool> PrepareAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        if (!RecordForm.All.TryGetValue(Type, out var form) || (Kind is not null && !DutyCloser.IsKind(Kind)))
            return false;
        Input = new RecordInput(form, asked: form.FieldsFor(sojourn.HomeIsOutside));
        meanwhile.Know(sojourn.Id, recording.HeldOf(sojourn));
        var person = (await db.Members.FindAsync([Member], cancellation))!;
        Name = person.Name;
        home = sojourn.HomePath is { } top ? new HomeParty(homeName!, top, Phone: null) : await HomeParty.OfAsync(db, sojourn, cancellation);
        Home = home.Shown(texts);
        Input.KnownPhone = form.Fields.Any(field => field.TakesKnownPhone) ? person.Phone : null;
        if (Kind is not null)
            Duty = recording.DutiesOf(sojourn).FirstOrDefault(duty => duty.Kind == Kind && duty.Period == Period);
        if (Type == "certificate-issued" && Corrects is null && await WaitingNumberAsync(cancellation) is { } number)
            Input.Fixed["number"] = number;
        Side ??= Writers.SidesOf(actor, sojourn.HomePath, sojourn.HostPath).FirstOrDefault(side => Writers.Refusal(Type, side, actor, sojourn) is null);
        (Input.Side, Input.IsUnless) = (Side, Unless);
        IsTold = ToldInput.IsAsked(Type, Side, sojourn);
        var refusal = Writers.Refusal(Type, Side.Value, actor, sojourn);
        if (Corrects is { } wrong)
        {
            if (await Corrections.PresentAsync(db, Member, wrong, cancellation) is not { } old || old.Type != Type || old.CaseId != Sojourn)
                return false;
            Corrects = old.Id; // it may have been corrected since the form was opened
            corrected = EventJson.Read(old.Data);
            var read = await Corrections.ReadLettersAsync(db, [Member], cancellation);
            CanStrike = Corrections.StrikeRefusal(old, read, actor, ChinaDate.Of(old.RecordedAt), Today, await UndoDaysAsync(sojourn, cancellation)) is null;
            refusal = Corrections.Refusal(old, actor) ?? Writers.Refusal(Type, Side.Value, actor, sojourn.HomePath, sojourn.HostPath);
            if (Request.Method == "GET")
            {
                Input.Take(old.Data);
                if (corrected is ContactPersonNamed { PersonId: { } named })
                    Input.Values["person"] = named.ToString();
            }
        }
        Refusal = refusal is null ? null : Refusal.Of(refusal);
        return true;
    }

    private async Task<int> UndoDaysAsync(Sojourn sojourn, CancellationToken cancellation) =>
        (await policies.AtAsync(sojourn.HomePath ?? sojourn.HostPath, cancellation)).Get(Parameters.RecordUndoDays, Today);

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
        if (Type == HomeAsked.Type.Name)
            (Input.Values["to"], Input.Values["phone"]) = (home.Name, home.Phone);
        if (Kind is not null && DutyCloser.Of(Kind, Period, Duty?.OwedBy ?? "") is { Field: { } preset, Type: var type } closing && type == Type)
            Input.Values[preset] = preset == "months" ? Months.Of(closing.Value, sojourn.DepartedOn) : closing.Value;
    }

    /// <summary>What no field asks for: what is waived, who was chosen.</summary>
    private async Task<IEnumerable<(string, JsonNode?)>> GivenAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        var given = new List<(string, JsonNode?)>();
        if (Input.Form.Side == "venue" && Side == Hongyan.Rules.Sojourns.Side.Host && await IsFloatingAsync(sojourn.HostPath, cancellation))
            given.Add(("venue", "floating-organization"));
        if (Corrects is { } wrong && await Corrections.FindAsync(db, Member, wrong, cancellation) is { } old)
            given.AddRange(Unasked(old.Data).ExceptBy(given.Select(pair => pair.Item1).Concat(["topic", "personId", "how"]), pair => pair.Item1));
        if (Input.Found.TryGetValue("person", out var people) && people.FirstOrDefault(one => one.Value == Input["person"]) is { Value: { } chosen })
            given.AddRange([("personId", chosen),
                ("person", await db.Members.Where(m => m.Id == Guid.Parse(chosen)).Select(m => m.Name).FirstAsync(cancellation))]);
        if (Type == "notified")
            given.Add(("how", "told"));
        if (Type == GuestCorrected.Type.Name && await db.Members.FindAsync([Member], cancellation) is { } person)
            given.Add(("was", string.Join("；", new[] { person.Name, person.Sex, person.Born?.ToString("yyyy-MM-dd"), person.Status }.OfType<string>())));
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

    /// <summary>The branch hands out what the committee sealed; it types no number.</summary>
    private Task<string?> WaitingNumberAsync(CancellationToken cancellation) => db.Certificates
        .Where(c => c.MemberId == Member && c.SojournId == Sojourn && c.SealedOn != null && c.IssuedOn == null && c.LostOn == null)
        .Select(c => c.Number).FirstOrDefaultAsync(cancellation);
}
