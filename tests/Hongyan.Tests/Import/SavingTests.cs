using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>Rows sent many at a time are what writing one record after the other would have kept.</summary>
public sealed class SavingTests : IAsyncLifetime
{
    private static readonly DateOnly On = new(2026, 11, 20);
    private static readonly string[] MemberHeader = ["姓名", "性别", "公民身份号码", "所在党支部", "手机号码", "现居住地"];
    private static readonly string[] OutflowHeader = ["姓名", "身份证号码", "所在支部", "外出时间", "返回时间", "外出地点", "手机", "流动证号", "备注"];
    private static readonly string[] InflowHeader = ["姓名", "身份证号码", "流入党支部", "流入时间", "返回时间", "手机"];
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 9).Select(count => IdNumber.WithCheck($"990101199001010{(count * 2) + 1:00}"))];
    private TestInstallation installation = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync(On);
        await installation.AddOrganizationAsync("001", "某县", "organization-department");
        await installation.AddOrganizationAsync("001.001", "中共甲镇委员会", "committee");
        await installation.AddOrganizationAsync("001.001.001", "甲镇东村党支部");
        await installation.AddOrganizationAsync("001.002", "中共乙镇委员会", "committee");
        await installation.AddOrganizationAsync("001.002.001", "乙镇西村党支部");
        await ImportAsync(ImportKind.Members, "001", dutiesFrom: null, [MemberHeader, .. Numbers.Select((number, count) =>
            (string[])[$"王{"一二三四五六七八九"[count]}", "男", number, "甲镇东村党支部", $"1990000000{count}", "甲镇东村一组"])]);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task New_members_are_encrypted_and_found_by_their_numbers()
    {
        await using var db = installation.Db();
        var member = await db.Members.SingleAsync(m => m.Name == "王三", Stop);
        Assert.Equal(("19900000002", "0002", "甲镇东村一组", On), (member.Phone, member.PhoneTail, member.Address, member.DetailsOn));
        Assert.Equal(Numbers[2], installation.Instance.Secrets.Decrypt(member.IdNumber!));
        Assert.Equal(member.Id, (await db.Identities.SingleAsync(i => i.Hash == installation.Instance.Secrets.Hash(Numbers[2]), Stop)).MemberId);
    }

    [Fact]
    public async Task What_a_roster_does_not_say_of_work_stays_unsaid_and_a_later_one_without_it_takes_nothing_back()
    {
        await using var db = installation.Db();
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Name == "王三", Stop);
        Assert.Equal(("unknown", null), (member.Category, member.Rural));
        await ImportAsync(ImportKind.Members, "001", dutiesFrom: null, (string[])[.. MemberHeader, "工作岗位", "是否农民工"],
            ["王三", "男", Numbers[2], "甲镇东村党支部", "19900000002", "甲镇东村一组", "退休", "否"]);
        await ImportAsync(ImportKind.Members, "001", dutiesFrom: null, MemberHeader, ["王三", "男", Numbers[2], "甲镇东村党支部", "19900000012", "甲镇东村二组"]);
        member = await db.Members.AsNoTracking().SingleAsync(m => m.Name == "王三", Stop);
        Assert.Equal(("retired", false, "19900000012"), (member.Category, member.Rural, member.Phone));
    }

    [Fact]
    public async Task An_organisation_keeps_its_fax_and_postcode_when_a_later_file_leaves_them_out()
    {
        string[] header = ["组织代码", "组织名称", "组织类别", "传真", "邮政编码"], shorter = ["组织代码", "组织名称", "组织类别", "电话"];
        await ImportAsync(ImportKind.Organizations, "001", On, header,
            ["001.001", "中共甲镇委员会", "党委", "0990-1010002", "990100"], ["001.002", "中共乙镇委员会", "党委", "0990-1010003", "99010"]);
        await ImportAsync(ImportKind.Organizations, "001", On, shorter, ["001.001", "中共甲镇委员会", "党委", "0990-1010001"]);
        await using var db = installation.Db();
        var kept = await db.Organizations.Where(one => one.Path == "001.001" || one.Path == "001.002").OrderBy(one => one.Path).ToListAsync(Stop);
        Assert.Equal(("0990-1010001", "0990-1010002", "990100"), (kept[0].Phone, kept[0].Fax, kept[0].Postcode));
        Assert.Equal(("0990-1010003", null), (kept[1].Fax, kept[1].Postcode)); // five digits are no postcode
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Duties_records_and_audit_are_those_of_one_record_after_the_other(bool allPeriods)
    {
        var from = allPeriods ? (DateOnly?)null : On;
        await ImportAsync(ImportKind.Outflow, "001", from, OutflowHeader,
            ["王一", Numbers[0], "甲镇东村党支部", "2025-03-01", "", "苏州", "19900000100", "", "父亲住院"],
            ["王二", Numbers[1], "甲镇东村党支部", "2026-03-01", "2026-09-01", "苏州", "", "", ""],
            ["王三", Numbers[2], "甲镇东村党支部", "2026-12-01", "", "苏州", "", "", ""],
            ["王四", Numbers[3], "甲镇东村党支部", "2026-01-05", "", "苏州", "", "甲001", ""],
            ["王五", Numbers[4], "甲镇东村党支部", "2026-01-05", "", "苏州", "", "甲001", ""],
            ["王六", Numbers[5], "甲镇东村党支部", "2026-01-05", "2026-10-01", "苏州", "", "甲002", ""]);
        await ImportAsync(ImportKind.Inflow, "001.002", from, InflowHeader,
            ["王七", Numbers[6], "乙镇西村党支部", "2026-05-06", "", "19900000107"],
            ["王八", Numbers[7], "乙镇西村党支部", "2026-05-06", "2026-11-01", ""],
            ["王一", Numbers[0], "乙镇西村党支部", "2026-06-01", "", "19900000101"]);

        await using var db = installation.Db();
        Assert.Equal(8, await db.Sojourns.CountAsync(Stop));
        Assert.Equal(new Rebuilt(8, 0), await new Rebuilding(installation.Instance).RunAsync(null, Stop));
        var records = await db.Records.ToListAsync(Stop);
        Assert.Equal(allPeriods ? 0 : 7, records.Count(record => record.Type == "duties-begin"));
        Assert.Equal(["departure-reported", "placed", "reported-in"],
            records.Where(record => record.HostPath == "001.002.001").Select(record => record.Type).Except(["duties-begin", "returned"]).Distinct().Order());
        Assert.Equal(records.Select(record => (record.Type, (string?)record.CaseId.ToString(), (Guid?)record.OwnerId)).Order(),
            (await db.Audit.Where(entry => entry.MemberId != null).ToListAsync(Stop)).Select(entry => (entry.Act, entry.Subject, entry.MemberId)).Order());
        var certificates = await db.Certificates.OrderBy(certificate => certificate.Number).ToListAsync(Stop);
        Assert.Equal([("甲001", true), ("甲002", true)], certificates.Select(certificate => (certificate.Number, certificate.FromRoster)));
        Assert.All(certificates, certificate => Assert.True(certificate.IssuedOn == new DateOnly(2026, 1, 5) && certificate.ValidUntil > certificate.IssuedOn));
        // a number that is given is a certificate sealed and issued before
        var numbered = await db.Sojourns.Where(sojourn => sojourn.CertificateNumber != null).Select(sojourn => sojourn.Id).ToListAsync(Stop);
        var sealing = await db.Duties
            .AsNoTracking()
            .Where(duty => numbered.Contains(duty.CaseId) && (duty.Kind == "seal-certificate" || duty.Kind == "issue-certificate"))
            .ToListAsync(Stop);
        Assert.Equal(2 * numbered.Count, sealing.Count);
        Assert.All(sealing, duty => Assert.Equal(DutyState.Done, duty.StateOn(On)));
        var phones = await db.Members.Where(m => m.Name == "王一" || m.Name == "王七").Select(m => m.Phone).ToListAsync(Stop);
        Assert.Equal(["19900000101", "19900000107"], phones.Order());
        Assert.Equal(1,
            await db.Database
                .SqlQuery<int>($"select count(*)::int as \"Value\" from record where data::text like '%sealed%' and data::text not like '%住院%'")
                .SingleAsync(Stop));
    }

    private async Task ImportAsync(string kind, string into, DateOnly? dutiesFrom, params string[][] rows)
    {
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var judgement = await importer.JudgeAsync(Importer.Read(Files.Xlsx(rows), kind), into, On, Stop);
        Assert.Equal((rows.Length - 1, 0), (judgement.Accepted, judgement.Problems.Count(problem => problem.Severity == Severity.Reject)));
        await importer.SaveAsync(judgement, Stop, dutiesFrom);
        await transaction.CommitAsync(Stop);
    }
}
