using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Outside;

public sealed class OutsideEntryTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task An_entry_is_kept_with_all_that_was_said_and_its_contacts_number_encrypted()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        await clerk.EnterAsync("稻香乡党委", "四川省绵阳市", ("Input.Phone", "199 0000 0301"), ("Input.NationalCode", "051000 000001"),
            ("Input.Address", "稻香路1号"), ("Input.Postcode", "621000"), ("Input.Fax", "0816-1000101"), ("Input.Email", "a@b.example"),
            ("Input.ContactName", "测试联系"), ("Input.ContactPost", "干事"), ("Input.ContactPhone", "19900000302"), ("Input.Ways", "telephone"),
            ("Input.Ways", "paper"), ("Input.Note", "第一行\n第二行"));
        var one = Assert.Single(await village.Installation.AllAsync());
        Assert.Equal("/Outside/" + one.Id, clerk.Path);
        Assert.Equal(("稻香乡党委", "committee", "510700", "051000000001"), (one.Name, one.Level, one.RegionCode, one.NationalCode));
        Assert.Equal(("19900000301", "19900000301", "19900000302"), (one.Phone, one.PhoneDigits, one.ContactPhone));
        Assert.Equal(["telephone", "paper"], one.Ways);
        Assert.Equal(("621000", "0816-1000101", "a@b.example", "第一行\n第二行"), (one.Postcode, one.Fax, one.Email, one.Note));
        Assert.NotNull(one.OrgId);
        var page = await clerk.GetAsync("/Outside/" + one.Id);
        var text = page.QuerySelector("main")!.TextContent;
        foreach (var said in new[] { "系统外", "四川省绵阳市", "19900000302", "电话，其次纸质公文", "还没有与它有关的事项" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Contains(db.Audit, entry => entry.Act == "outside-added" && entry.Subject == one.Id.ToString());
    }

    [Theory]
    [InlineData("Input.Name", "")]
    [InlineData("Input.Level", "")]
    [InlineData("Input.Level", "village")]
    [InlineData("Input.Place", "桃花源")]
    [InlineData("Input.Place", "")]
    [InlineData("Input.Phone", "12")]
    [InlineData("Input.NationalCode", "12345")]
    [InlineData("Input.NationalCode", "1234567890123")]
    [InlineData("Input.Postcode", "12")]
    [InlineData("Input.Fax", "无人接听")]
    [InlineData("Input.Email", "a@b")]
    [InlineData("Input.ContactPhone", "0")]
    [InlineData("Input.Superior", "没有登记的党委")]
    public async Task Wrong_input_is_told_at_its_field_and_nothing_is_kept(string field, string value)
    {
        using var secretary = await village.SecretaryAsync();
        var form = await secretary.GetAsync("/Outside/Edit");
        var page = await secretary.PostAsync(form, Entering.Form, [.. new[]
        {
            ("Input.Name", "稻香乡党委"), ("Input.Level", "committee"), ("Input.Place", "四川省"), ("Input.Phone", "19900000301"),
        }.Where(one => one.Item1 != field), (field, value)]);
        Assert.Equal("/Outside/Edit", secretary.Path);
        Assert.NotNull(page.QuerySelector($"#{field.Replace('.', '_')}_error"));
        Assert.NotEqual("", page.QuerySelector(".error-summary li")!.TextContent.Trim());
        Assert.Empty(await village.Installation.AllAsync());
        if (page.GetElementById(field.Replace('.', '_')) is IHtmlInputElement input)
            Assert.Equal(value, input.Value);
    }

    [Fact]
    public async Task Of_two_entries_neither_is_above_the_other()
    {
        var top = await village.Installation.KeepAsync("农垦党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        await clerk.EnterAsync("农垦第一党委", "四川省绵阳市", ("Input.Superior", "农垦党委"));
        await clerk.EnterAsync("农垦连队党支部", "四川省绵阳市", ("Input.Superior", "农垦第一党委"));
        foreach (var below in new[] { "农垦第一党委", "农垦连队党支部" })
        {
            var page = await clerk.PostAsync(await clerk.GetAsync("/Outside/Edit?id=" + top), Entering.Form, ("Input.Superior", below));
            Assert.Contains("不能互为上级", page.GetElementById("Input_Superior_error")!.TextContent, StringComparison.Ordinal);
            Assert.Null((await village.Installation.OneAsync(top)).SuperiorId);
        }
    }

    [Fact]
    public async Task A_name_or_note_that_is_too_long_is_refused_and_not_cut()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync(new string('长', 101), "四川省", ("Input.Note", new string('长', 2001)));
        Assert.NotNull(page.GetElementById("Input_Name_error"));
        Assert.NotNull(page.GetElementById("Input_Note_error"));
        Assert.Equal(2001, ((IHtmlTextAreaElement)page.GetElementById("Input_Note")!).Value.Trim().Length);
        Assert.Empty(await village.Installation.AllAsync());
        await secretary.EnterAsync(new string('长', 100), "四川省", ("Input.Note", new string('长', 2000)));
        Assert.Single(await village.Installation.AllAsync());
    }

    [Fact]
    public async Task No_telephone_and_no_division_have_to_be_said()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync("稻香乡党委", "四川省", ("Input.Phone", ""));
        Assert.NotNull(page.GetElementById("Input_Phone_error"));
        page = await secretary.EnterAsync("稻香乡党委", "四川省", ("Input.Phone", "19900000301"), ("Input.NoPhone", "true"));
        Assert.Contains("不能再勾选", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await secretary.EnterAsync("稻香乡党委", "四川省", ("Input.Ways", "paper"), ("Input.Ways", "paper"));
        Assert.Contains("只能选一次", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await secretary.EnterAsync("稻香乡党委", "四川省", ("Input.Ways", "exchange"));
        Assert.NotNull(page.GetElementById("Input_Peer_error"));
        using var other = await village.SecretaryAsync(); // of whom no form is kept
        await other.EnterAsync("稻香乡党委", "", ("Input.RegionUnknown", "本人说不清"));
        var one = Assert.Single(await village.Installation.AllAsync());
        Assert.Equal((null, "本人说不清", true, null), (one.RegionCode, one.RegionUnknown, one.NoPhone, one.Phone));
    }

    [Fact]
    public async Task An_abolished_division_is_taken_by_its_code()
    {
        using var secretary = await village.SecretaryAsync();
        await secretary.EnterAsync("崇文老街道党委", "110103");
        Assert.Equal("110103", Assert.Single(await village.Installation.AllAsync()).RegionCode);
    }

    [Theory]
    [InlineData("中共稻香乡委员会", "四川省绵阳市")]
    [InlineData("四川省绵阳市稻香乡党委", "四川省")]
    [InlineData(" 稻香乡　党委", "510700")]
    public async Task What_is_equal_gets_no_second_entry(string name, string place)
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync(name, place);
        Assert.Contains("已登记为“稻香乡党委”", page.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"#similar a[href='/Outside/{known}']"));
        Assert.Single(await village.Installation.AllAsync());
        // in another province it is another one
        await secretary.EnterAsync("稻香乡党委", "云南省");
        Assert.Equal(2, (await village.Installation.AllAsync()).Count);
    }

    [Fact]
    public async Task What_works_here_gets_no_entry()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync("中共测试镇委员会", "江苏省");
        Assert.Contains("“测试镇党委”就在本系统内", page.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.Installation.AllAsync());
    }

    [Theory]
    [InlineData("稻香乡党委驻沪工作站", "510700", null)]
    [InlineData("另一个乡党委", "510000", "19900000301")]
    public async Task What_is_similar_is_shown_before_a_new_entry_is_made(string name, string region, string? phone)
    {
        var known = await village.Installation.KeepAsync("稻香乡党委", phone: "19900000301");
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync(name, region, phone is null ? [] : [("Input.Phone", phone)]);
        Assert.NotNull(page.QuerySelector($"#similar a[href='/Outside/{known}']"));
        Assert.Single(await village.Installation.AllAsync());
        await secretary.PostAsync(page, Entering.Form);
        Assert.Equal(2, (await village.Installation.AllAsync()).Count);
    }

    [Fact]
    public async Task A_similar_entry_that_came_meanwhile_is_shown_too()
    {
        await village.Installation.KeepAsync("稻香乡党委");
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.EnterAsync("稻香乡党委驻沪工作站", "四川省");
        var other = await village.Installation.KeepAsync("稻香乡党委驻沪工作站筹备组");
        page = await secretary.PostAsync(page, Entering.Form);
        Assert.NotNull(page.QuerySelector($"#similar a[href='/Outside/{other}']"));
        Assert.Equal(2, (await village.Installation.AllAsync()).Count);
    }

    [Fact]
    public async Task Two_who_enter_the_same_at_once_make_one()
    {
        using var one = await village.SecretaryAsync();
        using var other = await village.SecretaryAsync(Village.Host);
        await Task.WhenAll(one.EnterAsync("稻香乡党委", "四川省"), other.EnterAsync("中共稻香乡委员会", "四川省绵阳市"));
        Assert.Single(await village.Installation.AllAsync());
    }

    [Fact]
    public async Task A_correction_keeps_the_former_name_with_its_day_and_both_names_find_it()
    {
        var id = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var form = await clerk.GetAsync("/Outside/Edit?id=" + id);
        await clerk.PostAsync(form, Entering.Form, ("Input.Name", "稻香镇党委"), ("Input.Phone", "19900000301"), ("Input.NoPhone", "false"));
        Assert.Equal("/Outside/" + id, clerk.Path);
        var one = await village.Installation.OneAsync(id);
        Assert.Equal(("稻香镇党委", "稻香镇党委", 2), (one.Name, one.Key, one.Version));
        Assert.Equal(("稻香乡党委", Village.Today), (one.FormerNames[0].Name, one.FormerNames[0].Until));
        Assert.Contains("稻香乡党委", (await clerk.GetAsync("/Outside/" + id)).QuerySelector("[aria-labelledby=former]")!.TextContent, StringComparison.Ordinal);
        foreach (var name in new[] { "稻香乡", "稻香镇" })
            Assert.NotNull((await clerk.GetAsync("/Outside?q=" + name)).QuerySelector($"th a[href='/Outside/{id}']"));
        var page = await clerk.EnterAsync("稻香乡委员会", "四川省");
        Assert.Contains("已登记为“稻香镇党委”", page.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_would_make_two_of_one_is_refused()
    {
        await village.Installation.KeepAsync("稻香镇党委");
        var id = await village.Installation.KeepAsync("望乡镇党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await clerk.PostAsync(await clerk.GetAsync("/Outside/Edit?id=" + id), Entering.Form, ("Input.Name", "稻香镇委员会"));
        Assert.NotNull(page.GetElementById("Input_Name_error"));
        Assert.Equal("望乡镇党委", (await village.Installation.OneAsync(id)).Name);
    }

    [Fact]
    public async Task Of_two_tabs_the_second_does_not_undo_the_first()
    {
        var id = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var (first, second) = (await clerk.GetAsync("/Outside/Edit?id=" + id), await clerk.GetAsync("/Outside/Edit?id=" + id));
        await clerk.PostAsync(first, Entering.Form, ("Input.Address", "稻香路1号"));
        await clerk.GetAsync("/Outside/Edit?id=" + id);
        var page = await clerk.PostAsync(second, Entering.Form, ("Input.Address", "稻香路2号"));
        Assert.Contains("刚才已由他人更正", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("稻香路1号", (await village.Installation.OneAsync(id)).Address);
    }

    [Fact]
    public async Task A_superior_is_found_by_its_name_or_code_and_two_of_a_name_by_the_code_only()
    {
        var above = await village.Installation.KeepAsync("绵阳农垦党委", code: "051000000001");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        await clerk.EnterAsync("农垦第一党支部", "四川省", ("Input.Superior", "中共绵阳农垦委员会"));
        Assert.Equal(above, (await village.Installation.AllAsync()).Single(one => one.Name == "农垦第一党支部").SuperiorId);
        await village.Installation.KeepAsync("绵阳农垦党委", "530000");
        var page = await clerk.EnterAsync("农垦第二党支部", "四川省", ("Input.Superior", "绵阳农垦党委"));
        Assert.Contains("不止一个", page.QuerySelector("#Input_Superior_error")!.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(page, Entering.Form, ("Input.Superior", "051000000001"));
        Assert.Equal(above, (await village.Installation.AllAsync()).Single(one => one.Name == "农垦第二党支部").SuperiorId);
        Assert.Contains("2", (await clerk.GetAsync("/Outside/" + above)).QuerySelector("#rests ~ .card dd")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_entry_was_asked_for_it_leads_back_and_nowhere_else()
    {
        using var secretary = await village.SecretaryAsync();
        var form = await secretary.GetAsync("/Outside/Edit?name=%E7%A8%BB%E9%A6%99%E4%B9%A1%E5%85%9A%E5%A7%94&back=%2FOutside%3Fq%3Dx");
        Assert.Equal("稻香乡党委", ((IHtmlInputElement)form.GetElementById("Input_Name")!).Value);
        await secretary.PostAsync(form, Entering.Form, ("Input.Place", "四川省"), ("Input.NoPhone", "true"));
        Assert.StartsWith("?q=x&entry=", secretary.Answer.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
        form = await secretary.GetAsync("/Outside/Edit?back=%2F%2Fevil.example");
        await secretary.PostAsync(form, Entering.Form, ("Input.Name", "另一个乡党委"), ("Input.Level", "committee"), ("Input.Place", "云南省"),
            ("Input.NoPhone", "true"));
        Assert.StartsWith("/Outside/", secretary.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, secretary.Status);
    }
}
