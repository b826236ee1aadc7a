using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>A second person confirms or declines what another one recorded of a guest; who asked can take it back here.</summary>
public sealed class SecondModel(HongyanDb db, SecondPersons seconds, Actor actor, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Records");

    public RecordAsk Ask { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string? AskedBy { get; private set; }

    /// <summary>The record that it corrects or strikes.</summary>
    public Record? Earlier { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Why the reader is not the second person.</summary>
    public Refusal? NotSecond { get; private set; }

    public bool IsOwn => Ask.AskedBy == actor.AccountId;

    public string Way => "/Members/" + Ask.OwnerId;

    public async Task<IActionResult> OnGetAsync(Guid member, Guid ask, CancellationToken cancellation)
    {
        if (!await FindAsync(member, ask, cancellation))
            return NotFound();
        return Ask.IsOpen ? Page() : LocalRedirect(Way);
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid member, Guid ask, CancellationToken cancellation) =>
        await FindAsync(member, ask, cancellation) ? Answer(await seconds.ConfirmAsync(Ask, cancellation), "second.confirmed") : NotFound();

    public async Task<IActionResult> OnPostDeclineAsync(Guid member, Guid ask, CancellationToken cancellation) =>
        await FindAsync(member, ask, cancellation) ? Answer(await seconds.DeclineAsync(Ask, cancellation), "second.declined") : NotFound();

    private IActionResult Answer(Refusal? refusal, string done)
    {
        if (refusal is not null && Ask.IsOpen)
        {
            Refusal = refusal;
            return this.PageUnless(Refusal);
        }
        TempData[refusal is null ? "Message" : "Problem"] = refusal?.In(texts) ?? words[done];
        return LocalRedirect(Way);
    }

    private async Task<bool> FindAsync(Guid owner, Guid id, CancellationToken cancellation)
    {
        if (await db.RecordAsks.SingleOrDefaultAsync(one => one.OwnerId == owner && one.Id == id, cancellation) is not { } found
            || await db.Members.AsNoTracking().FirstOrDefaultAsync(one => one.Id == owner, cancellation) is not { } person)
            return false;
        (Ask, Name) = (found, person.Name);
        AskedBy = await db.Accounts.Where(account => account.Id == found.AskedBy).Select(account => account.DisplayName).FirstOrDefaultAsync(cancellation);
        if (found.CorrectsId is { } earlier)
            Earlier = await db.Records.AsNoTracking().FirstOrDefaultAsync(one => one.OwnerId == owner && one.Id == earlier, cancellation);
        NotSecond = await seconds.AnswerRefusalAsync(found, cancellation);
        return true;
    }
}
