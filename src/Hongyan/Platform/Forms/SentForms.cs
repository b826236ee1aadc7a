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

    /// <summary>
    /// The form did its work: its draft and the one with which it was opened are done with. An answer that can be shown again is kept; without
    /// one the form can be sent again.
    /// </summary>
    public Task<int> DoneAsync(FormToken form, byte[] body, FormAnswer? answer, bool isFirst, CancellationToken cancellation)
    {
        var from = form.From ?? form.Id;
        if (answer is not null)
        {
            var cipher = secrets.Encrypt(JsonSerializer.Serialize(answer));
            return db.Database.ExecuteSqlAsync($"""
                delete from draft where account_id = {form.Account} and id in ({form.Id}, {from});
                update sent_form set body = {body}, answer = {cipher} where account_id = {form.Account} and id = {form.Id}
                """, cancellation);
        }
        return isFirst
            ? db.Database.ExecuteSqlAsync($"""
                delete from draft where account_id = {form.Account} and id in ({form.Id}, {from});
                delete from sent_form where account_id = {form.Account} and id = {form.Id}
                """, cancellation)
            : db.Database.ExecuteSqlAsync($"delete from draft where account_id = {form.Account} and id in ({form.Id}, {from})", cancellation);
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
