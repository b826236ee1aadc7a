using System.Text;
using System.Text.Json;
using Hongyan.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform.Forms;

/// <summary>With what a form was answered: where its sender was led, and what he was told there.</summary>
public sealed record FormAnswer(string Address, string? Message);

/// <summary>Each opening of a form is sent once: a second sending waits for the first and gets its answer.</summary>
public sealed class SentForms(HongyanDb db, Secrets secrets, TimeProvider clock)
{
    /// <summary>Takes the form for this request until the transaction ends; false when it has been sent before.</summary>
    public async Task<bool> TakeAsync(FormToken form, byte[] body, CancellationToken cancellation) => await db.Database.ExecuteSqlAsync($"""
        insert into sent_form (account_id, id, body, sent_at) values ({form.Account}, {form.Id}, {body}, {clock.GetUtcNow()}) on conflict do nothing
        """, cancellation) == 1;

    /// <summary>The answer to the same content; nothing when other content was sent.</summary>
    public async Task<FormAnswer?> AnswerAsync(FormToken form, byte[] body, CancellationToken cancellation)
    {
        var answer = await db.SentForms
            .Where(sent => sent.AccountId == form.Account && sent.Id == form.Id && sent.Body == body)
            .Select(sent => sent.Answer)
            .FirstOrDefaultAsync(cancellation);
        return answer is null ? null : JsonSerializer.Deserialize<FormAnswer>(secrets.Decrypt(answer));
    }

    public Task<int> KeepAsync(FormToken form, byte[] body, FormAnswer answer, CancellationToken cancellation)
    {
        var cipher = secrets.Encrypt(JsonSerializer.Serialize(answer));
        return db.SentForms.Where(sent => sent.AccountId == form.Account && sent.Id == form.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(sent => sent.Body, body).SetProperty(sent => sent.Answer, cipher), cancellation);
    }

    public Task<int> ReleaseAsync(FormToken form, CancellationToken cancellation) =>
        db.SentForms.Where(sent => sent.AccountId == form.Account && sent.Id == form.Id).ExecuteDeleteAsync(cancellation);

    /// <summary>A keyed hash of the address and of all fields that somebody typed or chose.</summary>
    public byte[] BodyOf(HttpRequest request)
    {
        var text = new StringBuilder("body ").Append(request.Path).Append(request.QueryString);
        foreach (var (name, values) in request.Form.Where(field => !DraftStore.Own.Contains(field.Key)).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
                text.Append('\n').Append(name.Length).Append(' ').Append(name).Append(' ').Append(value?.Length).Append(' ').Append(value);
        }
        return secrets.Hash(text.ToString());
    }
}
