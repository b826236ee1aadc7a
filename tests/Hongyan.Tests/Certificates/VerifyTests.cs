using System.Buffers.Text;
using System.Net;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Verify;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Certificates;

public sealed class VerifyTests : IAsyncLifetime
{
    private Village village = null!;
    private KeptCertificate certificate = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.GiveAsync();
        certificate = await village.IssueAsync(await village.AwayAsync("测试甲", host: Village.Host));
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Anybody_checks_by_code_or_number_without_signing_in()
    {
        using var anybody = await village.Installation.BrowserAsync();
        var form = await anybody.GetAsync("/Verify");
        var page = await anybody.PostAsync(form, "main form", ("Asked", " " + certificate.Code + " "));
        Assert.Equal(HttpStatusCode.OK, anybody.Status);
        Assert.NotNull(page.QuerySelector(".verdict-valid"));
        Assert.Equal(["测试甲", "320001", "测试镇党委"], page.QuerySelectorAll(".verdict dd").Take(3).Select(value => value.TextContent));
        page = await anybody.PostAsync(form, "main form", ("Asked", "320001"));
        Assert.NotNull(page.QuerySelector(".verdict-valid"));
        page = await anybody.PostAsync(form, "main form", ("Asked", "https://example.org/verify/" + certificate.Code));
        Assert.NotNull(page.QuerySelector(".verdict-valid"));
        page = await anybody.PostAsync(form, "main form", ("Asked", ""));
        Assert.Contains("请输入编号", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_name_number_committee_and_validity_and_nothing_else()
    {
        using var anybody = await village.Installation.BrowserAsync();
        foreach (var asked in new[] { certificate.Code!, "320001" })
        {
            var html = (await anybody.CheckAsync(asked)).QuerySelector(".verdict")!.OuterHtml;
            foreach (var kept in new[] { "0017", "19900000001", "1990", "本科", "上海市", "测试村", "测试社区", certificate.MemberId.ToString() })
                Assert.DoesNotContain(kept, html, StringComparison.Ordinal);
            Assert.Equal("no-store", anybody.Answer.Headers.CacheControl!.ToString());
        }
        // a number can be guessed, so it does not give a name away
        var byNumber = await anybody.CheckAsync("320001");
        Assert.Equal("测＊＊", byNumber.QuerySelector(".verdict dd")!.TextContent);
        Assert.DoesNotContain("测试甲", byNumber.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_holds_what_a_host_needs_and_no_more()
    {
        var code = CertificateCode.Read(certificate.Code!)!;
        Assert.Equal(new CertificateFacts(null, "320001", "测试甲", "测试镇党委", Village.HomeCommittee, Village.Today, certificate.ValidUntil!.Value), code.Facts);
        Assert.StartsWith("HY2:", certificate.Code, StringComparison.Ordinal);
        Assert.True(certificate.Code!.Length < 400, certificate.Code);
    }

    [Fact]
    public async Task A_forged_altered_or_foreign_code_is_refused_and_an_unknown_number_is_plainly_something_else()
    {
        var old = await FirstFormAsync();
        var (parts, facts) = (old.Split('.'), CertificateCode.Read(old)!.Facts);
        var (open, foreign) = Signers.Usual.NewKey();
        var (code2, place) = (certificate.Code!, CertificateCode.Read(certificate.Code!)!.Status!);
        var facts2 = CertificateCode.Read(code2)!.Facts;
        var kid2 = Base64Url.DecodeFromChars(CertificateCode.Read(code2)!.Kid);
        (string Code, string State)[] wrong =
        [
            (old[..^3], "unreadable"),
            ($"{parts[0]}.{parts[1]}.{new string('A', 86)}", "forged"),
            ($"{parts[0]}.{parts[1][..^4]}AAAA.{parts[2]}", "unreadable"),
            (CertificateCode.Sign(facts with { Until = new DateOnly(2099, 1, 1) }, certificate.KeyId!, Signers.Usual, foreign), "forged"),
            (CertificateCode.Sign(facts, "no-such-key", Signers.Usual, foreign), "elsewhere"),
            ("HY1.!!.!!", "unreadable"),
            ("HY1.", "unreadable"),
            (code2[..^3], "unreadable"),
            (code2[..^4] + "AAAA", "forged"),
            (CertificateCwt.Sign(facts2 with { Name = "测试乙" }, place, kid2, Signers.Usual, foreign), "forged"),
            (CertificateCwt.Sign(facts2, place, KeyRing.ShortKidBytes(open), Signers.Usual, foreign), "elsewhere"),
            ("HY2:", "unreadable"),
            ("https://example.org/V/AAAA", "unreadable"),
        ];
        foreach (var (code, state) in wrong)
            Assert.Equal(state, await village.PublicStateAsync(code));
        Assert.Equal("unknown", await village.PublicStateAsync("320002"));
        Assert.Equal("unknown", await village.PublicStateAsync("组/32 0002"));
        Assert.Equal("unknown", await village.PublicStateAsync("%25' or 1=1"));
    }

    [Fact]
    public async Task A_number_is_found_however_it_was_typed()
    {
        await village.GiveAsync("GY", committee: Village.HostCommittee);
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        await clerk.SealAsync(await village.AwayAsync("测试乙", Village.Host));
        foreach (var typed in new[] { "GY0001", "gy0001", " gy 0001 ", "ＧＹ０００１", "ｇｙ　０００１" })
            Assert.Equal("sealed", await village.PublicStateAsync(typed));
    }

    [Fact]
    public async Task A_genuine_code_is_read_in_spite_of_blanks_line_breaks_and_a_small_mark()
    {
        var code = certificate.Code!;
        var half = code.Length / 2;
        string[] all =
        [
            $"{code[..half]} {code[half..]}", $"{code[..half]}\n  {code[half..]}", "hy2" + code[3..], code.ToLowerInvariant(),
            $"{code[..half]}-{code[half..]}", $"{code[..half]}\u2011\u200B{code[half..]}", $"ＨＹ２：{code[4..half]}\uFEFF{code[half..]}",
        ];
        foreach (var copied in all)
            Assert.Equal("valid", await village.PublicStateAsync(copied));
    }

    [Fact]
    public async Task A_number_that_is_not_found_says_what_to_check()
    {
        using var anybody = await village.Installation.BrowserAsync();
        var told = (await anybody.CheckAsync("320002")).QuerySelector(".verdict-unknown")!.TextContent;
        Assert.Contains("未查到不等于伪造", told, StringComparison.Ordinal);
        Assert.Contains("数字 0 与字母 O", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_committee_cannot_sign_for_another()
    {
        await village.GiveAsync("33", committee: Village.HostCommittee);
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        await clerk.SealAsync(await village.AwayAsync("测试乙", Village.Host));
        await using var db = village.Installation.Db();
        var other = db.SigningKeys.Single(key => key.CommitteePath == Village.HostCommittee);
        var secret = Convert.FromBase64String(village.Installation.Instance.Secrets.Decrypt(other.PrivateKey));
        var own = CertificateCode.Read(certificate.Code!)!;
        var code = CertificateCode.Sign(own.Facts with { Id = certificate.Id }, other.Kid, Signers.Usual, secret);
        Assert.Equal("forged", await village.PublicStateAsync(code));
        Assert.Equal("forged",
            await village.PublicStateAsync(CertificateCwt.Sign(own.Facts, own.Status!, KeyRing.ShortKidBytes(other.PublicKey), Signers.Usual, secret)));
    }

    [Fact]
    public async Task A_new_key_signs_and_old_certificates_stay_verifiable()
    {
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync("/Certificates/Keys");
        await clerk.PostAsync(page, "main form");
        await clerk.PostAsync(page, "main form"); // sent twice, changed once
        await using (var db = village.Installation.Db())
        {
            Assert.Equal(2, db.SigningKeys.Count());
            Assert.Equal(certificate.KeyId, db.SigningKeys.Single(key => key.RetiredOn != null).Kid);
        }
        var next = await village.IssueAsync(await village.AwayAsync("测试乙"));
        Assert.NotEqual(certificate.KeyId, next.KeyId);
        Assert.Equal("valid", await village.PublicStateAsync(certificate.Code!));
        Assert.Equal("valid", await village.PublicStateAsync(next.Code!));
        using var neighbour = await village.ClerkAsync(Village.HostCommittee);
        await village.GiveAsync("33", committee: Village.HostCommittee);
        await neighbour.SealAsync(await village.AwayAsync("测试丙", Village.Host));
        var own = await neighbour.GetAsync("/Certificates/Keys");
        Assert.DoesNotContain(next.KeyId!, own.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await neighbour.PostAsync(own, "main form", ("Committee", Village.HomeCommittee), ("Kid", next.KeyId!));
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    [Fact]
    public async Task A_host_with_the_public_keys_checks_without_the_installation()
    {
        using var anybody = await village.Installation.ClientAsync();
        var file = await anybody.GetByteArrayAsync(new Uri("/Verify/Keys", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("PRIVATE", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        var keys = KeyRing.Read(file);
        Assert.Equal(CodeState.Valid, keys.Check(certificate.Code!, Village.Today).State);
        var old = await FirstFormAsync();
        Assert.Equal("测试甲", keys.Check("https://example.org/verify/" + old, Village.Today).Facts!.Name);
        Assert.Equal("测试甲", keys.Check("HTTPS://EXAMPLE.ORG/V/" + certificate.Code![4..], Village.Today).Facts!.Name);
        Assert.Equal(CodeState.Expired, keys.Check(certificate.Code!, new DateOnly(2027, 4, 1)).State);
        Assert.Equal(CodeState.Unreadable, keys.Check("320001", Village.Today).State);
        var parts = old.Split('.');
        var altered = keys.Check($"{parts[0]}.{parts[1]}.{new string('A', 86)}", Village.Today);
        Assert.Equal((CodeState.Forged, null), (altered.State, altered.Facts));
        var (_, foreign) = Signers.Usual.NewKey();
        Assert.Equal(CodeState.UnknownKey,
            keys.Check(CertificateCode.Sign(CertificateCode.Read(old)!.Facts, "other", Signers.Usual, foreign), Village.Today).State);
        Assert.Throws<FormatException>(() => KeyRing.Read("{}"u8));
        var swapped = System.Text.Encoding.UTF8.GetString(file).Replace(certificate.KeyId!, "other", StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => KeyRing.Read(System.Text.Encoding.UTF8.GetBytes(swapped)));
    }

    [Fact]
    public async Task One_address_asks_so_often_a_minute_and_others_are_not_held_up()
    {
        using var anybody = await village.Installation.ClientAsync();
        var answers = new List<HttpStatusCode>();
        for (var count = 0; count <= Checks.AMinute; count++)
            answers.Add(await AskAsync("192.0.2.7"));
        Assert.Equal(HttpStatusCode.OK, answers[^2]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.8"));

        async Task<HttpStatusCode> AskAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/Verify/1");
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await anybody.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_the_first_form_signed_before_an_upgrade_stays_valid_until_it_is_lost()
    {
        var old = await FirstFormAsync();
        await using (var db = village.Installation.Db())
        {
            // as an earlier version left it: a code of the first form, no place in a list, no publication
            await db.Database.ExecuteSqlAsync($"update certificate set code = {old}", TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync($"delete from status_place", TestContext.Current.CancellationToken);
        }
        Assert.Equal("valid", await village.PublicStateAsync(old));
        Assert.Equal("valid", await village.PublicStateAsync("https://example.org/verify/" + old));
        var stay = await StayAsync();
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(stay, "contact");
        Assert.Equal(old, (await village.CertificatesAsync(stay))[0].Code);
        await branch.RecordAsync(stay, "certificate-lost");
        Assert.Equal("lost", await village.PublicStateAsync(old));
        await new Publishing(village.Installation.Instance).RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_retired_key_vouches_only_for_what_it_signed_before()
    {
        Assert.Equal("valid", await village.PublicStateAsync(certificate.Code!));
        await using var db = village.Installation.Db();
        await db.SigningKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredOn, Village.Today), TestContext.Current.CancellationToken);
        Assert.Equal("valid", await village.PublicStateAsync(certificate.Code!));
        await db.SigningKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.RetiredOn, Village.Today.AddDays(-1)), TestContext.Current.CancellationToken);
        Assert.Equal("forged", await village.PublicStateAsync(certificate.Code!));
    }

    /// <summary>The code as an earlier version would have written it.</summary>
    private async Task<string> FirstFormAsync()
    {
        await using var db = village.Installation.Db();
        var key = await db.SigningKeys.SingleAsync(one => one.Kid == certificate.KeyId, TestContext.Current.CancellationToken);
        var facts = CertificateCode.Read(certificate.Code!)!.Facts with { Id = certificate.Id };
        var secret = Convert.FromBase64String(village.Installation.Instance.Secrets.Decrypt(key.PrivateKey));
        return CertificateCode.Sign(facts, key.Kid, Signers.Usual, secret);
    }

    private async Task<Sojourn> StayAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == certificate.SojournId, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_code_leads_to_the_public_page_when_its_address_is_known()
    {
        var here = new CertificateLink(village.Installation.Instance);
        Assert.Equal(certificate.Code, here.TextOf(certificate.Code, "320001"));
        Assert.Null(here.TextOf(null, "320001"));
        Assert.Equal([0x89, 0x50], QrPicture.Png(certificate.Code!)[..2]);
    }
}
