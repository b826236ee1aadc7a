using Hongyan.Data;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Batch;

/// <summary>How a batch begins, goes on and is shown.</summary>
public sealed partial class ManyModel
{
    private LocalRedirectResult Here() => LocalRedirect($"/Batch/{Typed.Type}?act={Typed.Id}");

    /// <summary>What nobody writes for many, or not the reader.</summary>
    private ActionResult? Refused(ref string type)
    {
        type = type.ToLowerInvariant();
        return !RecordForm.All.TryGetValue(type, out var form) || form.ForMany is null ? NotFound()
            : BatchContent.MayBeWrittenBy(form, actor) ? null
            : Forbid();
    }

    private BatchContent New(string type, Guid id, IEnumerable<Guid> people) => new()
    {
        Id = id,
        Type = type,
        Side = Side ?? Writers.OnlySideOf(type) ?? Rules.Sojourns.Side.Home,
        Period = Period,
        Kind = Kind is not null && DutyCloser.IsKind(Kind) ? Kind : null,
        Back = Back,
        People = [.. people.Distinct()],
    };

    private async Task<IActionResult?> BeginAsync(string type, CancellationToken cancellation)
    {
        if (Who.Count == 0 && TaskChoice.In(Request.Query) is { } choice && actor.OrgPath is { } top)
            Who = await new TaskList(db).StaysOfAsync(choice, top, Today, await ContactPerson.OfAsync(db, actor, cancellation), cancellation);
        if (Who.Count == 0 && !Empty)
            return LocalRedirect(Url.Way(Back, "/Worklist")); // nobody was ticked
        Typed = New(type, Guid.CreateVersion7(), Who.Distinct().Take(People.Most));
        Typed.Over = Who.Distinct().Count() - Typed.People.Count;
        if (!Anew && await batches.BegunAsync(Typed, cancellation) is { } begun)
        {
            (Typed, IsRestored) = (begun, true);
            Typed.Stage = BatchStage.Typing;
        }
        return null;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        special = specials.FirstOrDefault(one => one.Type == Typed.Type);
        All = await reading.FindAsync(Typed, special, cancellation);
        await meanwhile.KnowAsync([.. All.Select(person => person.Stay)], cancellation);
        Written = await reading.WrittenAsync(Typed.Id, All, cancellation);
        if (special is not null)
            Flags = All.ToDictionary(person => person.Stay.Id, person => special.FlagsOf(person, Typed));
    }

    /// <summary>Fills what nobody has typed in yet: for all when the batch begins, and for each who is new in it.</summary>
    private void Preset()
    {
        if (Act is null && !IsRestored)
            PresetCommon();
        foreach (var person in All.Where(person => !Typed.Lines.ContainsKey(person.Stay.Id)))
        {
            var line = Typed.LineOf(person.Stay.Id);
            line.Picked = person.Refusal is null && IsOpen(person);
            foreach (var field in Typed.Form.FieldsForMany.Where(field => field.DaysAhead is not null))
                line.Values[field.Name] = Today.AddDays(field.DaysAhead!.Value).ToString("yyyy-MM-dd");
            special?.Preset(person, Typed, line);
        }
    }

    private void PresetCommon()
    {
        Typed.Common[RecordInput.On] = Today.ToString("yyyy-MM-dd");
        foreach (var field in Typed.Form.FieldsForMany)
        {
            var value = field.Preset switch { FieldPreset.ThisYear => Today.ToString("yyyy"), FieldPreset.Writer => actor.DisplayName, _ => field.Default };
            if (value is not null)
                Typed.Common[field.Name] = value;
        }
        if (ToldOfMany.FieldsFor(Typed, All).Count > 0)
            ToldOfMany.Preset(Typed, Today);
        var closing = Typed.Kind is { } kind ? DutyCloser.ForMany(kind, Typed.Period, "") : null;
        if (closing is { Field: { } preset, Value: { } known } && closing.Type == Typed.Type)
            Typed.Common[preset == "topic" ? "topics" : preset] = known;
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        meanwhile.Remember(Typed.Known);
        await ReadAsync(cancellation);
        Judged = await judging.JudgeAsync([.. Open], Typed, special, cancellation);
        if (Judged.Common.Count > 0 || Judged.Ready.Count == 0)
            return;
        Typed.Ready = [.. Judged.Ready.Select(one => new ReadyLine(one.Person.Stay.Id, EventJson.Write(one.Happened), meanwhile.NewestOf(one.Person.Stay.Id)))];
        Typed.Job = job.Ask(db, actor, Typed);
        await batches.SentAsync(Typed, [.. Typed.Ready.Select(line => line.Stay)], cancellation);
        jobs.StartAfter(Response, Typed.Job.Value);
    }

    /// <summary>Whether it is being saved, longer than one waits for a page.</summary>
    private async Task<bool> ProgressAsync(CancellationToken cancellation)
    {
        Saving = await job.WaitAsync(db, jobs, Typed.Job, cancellation);
        return Saving is { IsOver: false };
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        if (Typed.Stage == BatchStage.Typing)
        {
            Judged = new Judged([], [], [.. Open.Where(person => person.Refusal is not null).Select(person => judging.Of(person, person.Refusal!))], []);
            return Page();
        }
        Judged = await judging.JudgeAsync([.. Open], Typed, special, cancellation);
        if (Typed.Stage == BatchStage.Sent && Saving is not null)
            Judged = WithRefused(Judged);
        foreach (var (field, sentence) in Judged.Common)
            ModelState.AddModelError(BatchContent.NameOf(field), sentence);
        foreach (var (person, field, sentence) in Judged.Own)
            ModelState.AddModelError(BatchContent.NameOf(person.Stay.Id, field), sentence);
        if (Judged.IsNobody && Written.Count == 0)
            ModelState.AddModelError("", texts.For("Batch")["nobody"]);
        if (!Judged.IsNobody || Written.Count == 0 || Typed.Stage != BatchStage.Sent)
            return Page();
        TempData["Message"] = texts.For("Batch")[TextOf("done"), Written.Count] + AbsentText;
        return LocalRedirect(ResultAddress);
    }

    /// <summary>Whoever was refused only when he was written keeps that reason.</summary>
    private Judged WithRefused(Judged judged)
    {
        var refused = BatchJob.OutcomeOf(Saving!).Left;
        var left = judged.Ready.Where(one => refused.ContainsKey(one.Person.Stay.Id)).ToList();
        return judged with
        {
            Ready = [.. judged.Ready.Except(left)],
            Impossible =
            [
                .. judged.Impossible,
                .. from one in left
                let refusal = refused[one.Person.Stay.Id]
                select refusal is null ? new Left(one.Person, texts.For("Batch")["meanwhile"]) : judging.Of(one.Person, refusal),
            ],
        };
    }

    /// <summary>A text of this type where it has one of its own.</summary>
    public string TextOf(string key) => texts.For("Batch").Has($"{Typed.Type}.{key}") ? $"{Typed.Type}.{key}" : key;

    public string? AbsentText => Judged.Absent.Count == 0 ? null
        : texts.For("Batch")["absent", string.Join(texts.For("Records")["and"], Judged.Absent.Select(person => person.Name))];
}
