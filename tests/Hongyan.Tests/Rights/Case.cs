using System.Text;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.OfficeYears;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Agreements;
using Hongyan.Tests.Cases;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Rights;

/// <summary>One member with something in every table, in an installation with a second county that has nothing to do with him.</summary>
public sealed class Case : IAsyncLifetime
{
    public const string FloatingHost = "001.002.009";
    public const string ForeignCounty = "009";
    public const string ForeignCommittee = "009.001";
    public const string ForeignBranch = "009.001.001";
    public const string ForeignFloating = "009.001.002";
    public const string Name = "诸葛测甲";
    private const string Phone = "19900000077";
    private static readonly byte[] AppSecret = Plain("JBSWY3DPEHPK3PXP");
    private static readonly byte[] DraftText = Plain("""{"Address":"/","Title":"x","Fields":[]}""");

    private readonly Dictionary<string, string> known = [];
    private Village village = null!;

    public TestInstallation Installation => village.Installation;

    public Sojourn Stay { get; private set; } = null!;

    /// <summary>The office's year of the home branch.</summary>
    public string OfficeYear => known["case"];

    public Guid ForeignMember { get; private set; }

    public Guid MembersAccount { get; private set; }

    /// <summary>The name he signs in with.</summary>
    public string MembersUserName { get; private set; } = "";

    public Guid MembersAppointment { get; private set; }

    /// <summary>What nobody who is not concerned may read anywhere.</summary>
    public IReadOnlyList<string> Secrets { get; } = [Name, Phone, "测试悄悄话", "测试来信"];

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        await village.Installation.AddOrganizationAsync(FloatingHost, "驻外流动党员党支部", "floating-organization");
        await village.Installation.AddOrganizationAsync(ForeignCounty, "外县组织部", "organization-department");
        await village.Installation.AddOrganizationAsync(ForeignCommittee, "外县镇党委", "committee");
        await village.Installation.AddOrganizationAsync(ForeignBranch, "外县村党支部");
        await village.Installation.AddOrganizationAsync(ForeignFloating, "外县流动党员党支部", "floating-organization");
        await village.GiveAsync();
        await Policy.Laying.LayAsync(village.Installation, Village.County);
        Stay = await village.AwayAsync(Name, host: FloatingHost, happened:
        [
            new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15, Category = "employee", Base = 3000 },
            new ReportedIn { On = new(2026, 2, 1) },
            new Placed { On = new(2026, 2, 2), Organization = FloatingHost },
        ]);
        await village.IssueAsync(Stay);
        await using (var db = Installation.Db())
        {
            var writing = new RecordServices(Installation.Instance, db);
            await new OfficeYears(db, writing).OpenAsync(new(2026, 1, 1), TestContext.Current.CancellationToken);
            await db.SaveChangesAsync();
            var own = await db.Cases.SingleAsync(c => db.Organizations.Any(o => o.Id == c.OwnerId && o.Path == Village.Home));
            Assert.True(await writing.CaseRecording.AddAsync(own,
                new EventHeld { On = new(2026, 5, 1), By = "office", What = "测试悄悄话", Invited = 3, Floating = 1 }, TestContext.Current.CancellationToken));
            await db.SaveChangesAsync();
            (known["owner"], known["case"]) = (own.OwnerId.ToString(), own.Id.ToString());
            var (happened, asked) = (await db.CaseRecords().SingleAsync(), Guid.CreateVersion7());
            db.Records.Add(new Data.Record
            {
                OwnerId = own.OwnerId,
                Id = asked,
                CaseId = own.Id,
                CaseKind = own.Kind,
                OnDate = happened.OnDate,
                Type = Undoing.StrikeAsked,
                Side = happened.Side,
                Data = """{"type":"struck","on":"2026-05-02","by":"office","reason":"测试悄悄话"}""",
                AccountId = Guid.CreateVersion7(),
                RecordedAt = Installation.Clock.GetUtcNow(),
                AsksId = happened.Id,
                PartyAbove = own.PartyAbove,
            });
            await db.SaveChangesAsync();
            (known["happened"], known["asked"]) = (happened.Id.ToString(), asked.ToString());
        }
        await ToldAgreement.TellAsync(Installation, Hongyan.Rules.Agreements.Agreement.Kind, Village.HomeCommittee, Village.HostCommittee, "测试悄悄话");
        var pairing = await ToldAgreement.TellAsync(Installation, Hongyan.Rules.Agreements.Pairing.Kind, Village.Home, FloatingHost, "测试悄悄话");
        await using (var db = Installation.Db())
        {
            db.AdviceAside.Add(new AdviceAside
            {
                OwnerId = pairing.OwnerId,
                Id = Guid.CreateVersion7(),
                Kind = "pairing",
                About = "310000",
                Reason = "测试悄悄话",
                Until = new(2027, 1, 1),
                RecordedAt = Installation.Clock.GetUtcNow(),
                PartyAbove = pairing.PartyAbove,
            });
            await db.SaveChangesAsync();
            (known["pairing"], known["file"]) = (pairing.Id.ToString(), (await db.CaseFiles.SingleAsync(one => one.CaseId == pairing.Id)).Id.ToString());
        }
        var scan = new KeptCaseFile
        {
            OwnerId = Stay.MemberId, Id = Guid.CreateVersion7(), CaseId = Stay.Id, Name = "来函.png", Kind = "png", Size = 0, Sha256 = "",
            RecordedAt = Installation.Clock.GetUtcNow(), Party = [], HomePath = Stay.HomePath, HostPath = Stay.HostPath,
        };
        await using (var keeping = Installation.Db())
        {
            keeping.CaseFiles.Add(scan);
            await keeping.SaveChangesAsync();
        }
        known["scan"] = scan.Id.ToString();
        ForeignMember = (await village.AwayAsync("外人", ForeignBranch)).MemberId;
        await FillAsync();
    }

    /// <summary>Where a page shows the case, as far as it can.</summary>
    public string AddressOf(PageActionDescriptor page)
    {
        var route = page.ViewEnginePath switch
        {
            "/Lists/Index" => "Lists/outflow",
            "/Stations/Index" => "Stations",
            "/Caring/Index" => "Care",
            "/Errors/Index" => "Errors/404",
            _ => page.AttributeRouteInfo!.Template!,
        };
        foreach (var (name, value) in Parameters(page.ViewEnginePath))
            route = System.Text.RegularExpressions.Regex.Replace(route, $@"\{{\**{name}(:[^{{}}]*)?\??\}}", value);
        return "/" + route + Query(page.ViewEnginePath);
    }

    public async Task<string> StateAsync()
    {
        await using var db = Installation.Db();
        return await db.Database.SqlQuery<string>($"""
            select concat_ws(' ', (select count(*) from record), (select count(*) from duty where done_on is not null), (select count(*) from sojourn),
              (select count(*) from exchange), (select count(*) from transfer), (select count(*) from attendance),
                (select count(*) from meeting where cancelled_on is null),
              (select count(*) from account), (select count(*) from appointment), (select md5(string_agg(m::text, '' order by m.id)) from member m)) as "Value"
            """).SingleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A department and an auditor, with what leads into their accounts.</summary>
    public async Task StaffAsync()
    {
        await using var db = Installation.Db();
        foreach (var (role, path) in new[] { ("department", Village.County), ("audit", (string?)null), ("security", null) })
        {
            var name = await Installation.AddAccountAsync(role, path);
            var id = (await db.Accounts.SingleAsync(a => a.UserName == name, TestContext.Current.CancellationToken)).Id;
            await db.Database.ExecuteSqlAsync($"""
                insert into authenticator values ({id}, {AppSecret}, now(), 0);
                insert into recovery_code values ({id}, '\x01', '\x01');
                insert into external_identity values ('x', {name}, {id}, now());
                insert into passkey values (decode(md5({name}), 'hex'), {id}, jsonb_build_object());
                insert into link_request (id, account_id, asked_by, asked_at, reason) values (gen_random_uuid(), {id}, gen_random_uuid(), now(), 'x');
                """);
        }
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    private async Task FillAsync()
    {
        var (letter, paid) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var db = Installation.Db();
        var stay = await db.Sojourns.SingleAsync(s => s.Id == Stay.Id);
        var recording = new Hongyan.Records.RecordServices(Installation.Instance, db).Recording;
        Assert.True(await recording.WriteAsync(stay,
        [
            new(letter, new Feedback { On = new(2026, 4, 1), From = Side.Host, Topic = "life", Text = "测试来信" }),
            Hongyan.Records.Entry.New(new Message { On = new(2026, 4, 2), From = Writer.Home, Text = "测试悄悄话" }),
            Hongyan.Records.Entry.New(new Care { On = new(2026, 4, 3) }),
            new(paid, new DuesPaid { On = new(2026, 4, 4), Months = ["2026-01"], Amount = 15, Receipt = "2026-0001" }),
            Hongyan.Records.Entry.New(new TransferLetterIssued
            {
                On = new(2026, 5, 1),
                Number = "1",
                To = "测试街道党工委",
                ToPath = Village.HostCommittee,
                ValidDays = 90,
                Letter = Guid.CreateVersion7(),
            }),
        ], TestContext.Current.CancellationToken));
        await db.SaveChangesAsync();
        var member = await db.Members.SingleAsync(m => m.Id == stay.MemberId);
        member.Phone = Phone;
        var secrets = Installation.Instance.Secrets;
        db.Identities.Add(new MemberIdentity { Hash = secrets.Hash("990000199005010017"), MemberId = member.Id });
        var meeting = Guid.CreateVersion7();
        db.Meetings.Add(new BranchMeeting
        {
            Id = meeting,
            OrgPath = FloatingHost,
            Kind = "meeting",
            Title = "测试会议",
            OnDate = Village.Today,
            Code = "123456",
            AnnouncedAt = Installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
        db.Attendances.Add(new Attendance
        {
            MemberId = member.Id,
            Id = Guid.CreateVersion7(),
            MeetingId = meeting,
            SojournId = stay.Id,
            State = "invited",
            HomePath = stay.HomePath,
            OrgPath = FloatingHost,
        });
        db.CorrectionRequests.Add(new CorrectionRequest
        {
            MemberId = member.Id,
            Id = Guid.CreateVersion7(),
            Field = "phone",
            Wish = "19900000078",
            AskedAt = Installation.Clock.GetUtcNow(),
            DueOn = Village.Today,
            HomePath = stay.HomePath!,
        });
        db.MembershipRecords.Add(new MembershipRecord
        {
            MemberId = member.Id,
            Id = Guid.CreateVersion7(),
            Type = "basic-data-changed",
            Field = "phone",
            OnDate = Village.Today,
            Data = $$"""{"old":"{{Phone}}"}""",
            RecordedAt = Installation.Clock.GetUtcNow(),
        });
        db.FormerHosts.Add(new FormerHost
        {
            MemberId = member.Id,
            SojournId = stay.Id,
            HostPath = Village.Host,
            HomePath = stay.HomePath,
            Until = new(2026, 2, 1),
        });
        db.ImportDrafts.Add(new ImportDraft
        {
            Id = Guid.CreateVersion7(),
            AccountId = Guid.CreateVersion7(),
            OrgPath = Village.Home,
            Kind = "members",
            FileName = "x",
            Content = [1],
            CreatedAt = Installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
        var telling = new KeptProblemReport
        {
            Id = Guid.CreateVersion7(),
            OrgPath = Village.HomeCommittee,
            OnDate = Village.Today,
            BegunAt = Installation.Clock.GetUtcNow(),
            ToldAt = Installation.Clock.GetUtcNow(),
            Problems = "[]",
        };
        db.ProblemReports.Add(telling);
        await db.SaveChangesAsync();
        db.ReportedProblems.Add(new ReportedProblem
        {
            MemberId = member.Id,
            TellingId = telling.Id,
            Kind = "unmatched",
            SojournId = stay.Id,
            Since = Village.Today,
            OrgPath = telling.OrgPath,
        });
        await db.SaveChangesAsync();
        await OutsideAsync(db);
        var ask = new RecordAsk
        {
            OwnerId = member.Id, Id = Guid.CreateVersion7(), CaseId = stay.Id, Type = "left-host", OnDate = Village.Today, HostPath = FloatingHost,
            Data = """{"type":"left-host","on":"2026-05-01","reason":"no-member","note":"测试悄悄话"}""", AskedBy = Guid.CreateVersion7(),
            AskedAt = Installation.Clock.GetUtcNow(), AskedPath = FloatingHost,
        };
        db.RecordAsks.Add(ask);
        known["ask"] = ask.Id.ToString();
        await db.SaveChangesAsync();
        MembersUserName = await Installation.AddAccountAsync("member", memberId: member.Id);
        MembersAccount = (await db.Accounts.SingleAsync(a => a.UserName == MembersUserName)).Id;
        MembersAppointment = (await db.Appointments.SingleAsync(a => a.AccountId == MembersAccount)).Id;
        db.Invitations.Add(new Invitation { AccountId = MembersAccount, Hash = [1], ExpiresAt = Installation.Clock.GetUtcNow() });
        await db.Database.ExecuteSqlAsync($"""
            insert into authenticator values ({MembersAccount}, {AppSecret}, now(), 0);
            insert into recovery_code values ({MembersAccount}, '\x01', '\x01');
            insert into account_session (id, account_id, started_at, seen_at, how, browser)
              values (gen_random_uuid(), {MembersAccount}, now(), now(), 'password', 'x');
            insert into sign_in_failure values (gen_random_uuid(), {MembersAccount}, 'x', false, now());
            insert into external_identity values ('x', 'x', {MembersAccount}, now());
            insert into passkey values ('\x01', {MembersAccount}, jsonb_build_object());
            insert into link_request (id, account_id, asked_by, asked_at, reason) values (gen_random_uuid(), {MembersAccount}, gen_random_uuid(), now(), 'x');
            insert into account_person values ({MembersAccount}, {Stay.MemberId}, null, now());
            insert into guest_number values ({member.Id}, '\x01');
            insert into number_lookup values ({MembersAccount}, '\x01', '\x01', 'x', true, false, now());
            insert into draft values ({MembersAccount}, gen_random_uuid(), '\x01', '1', {DraftText}, now());
            insert into sent_form values ({MembersAccount}, gen_random_uuid(), '\x01', null, now());
            insert into batch_form values ({MembersAccount}, gen_random_uuid(), '\x01', '\x01', false, now());
            insert into batch_list
              select account_id, id, '00000000', 'contact', 'home', null, {FloatingHost}, 1, 0, now() from batch_form where account_id = {MembersAccount};
            insert into batch values ({MembersAccount}, gen_random_uuid(), 'contact', 'home', null, {FloatingHost}, array[]::uuid[], now());
            """);
        await db.SaveChangesAsync();

        known["member"] = known["id"] = member.Id.ToString();
        known["sojourn"] = known["stay"] = stay.Id.ToString();
        known["record"] = letter.ToString();
        known["paid"] = paid.ToString();
        known["meeting"] = meeting.ToString();
        known["request"] = (await db.CorrectionRequests.SingleAsync()).Id.ToString();
        known["certificate"] = (await db.Certificates.SingleAsync()).Id.ToString();
        known["letter"] = (await db.Transfers.SingleAsync()).Id.ToString();
        known["account"] = (await db.Accounts.FirstAsync(a => a.MemberId == null)).Id.ToString();
        known["clause"] = "A-2.3.1a";
    }

    /// <summary>As it would have been kept before there was a key.</summary>
    private static byte[] Plain(string text) => [0, .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Three organisations outside: one merged into another, and a merging that waits for a second person.</summary>
    private async Task OutsideAsync(HongyanDb db)
    {
        List<Guid> entries = [];
        foreach (var name in new[] { "外省某镇党委", "外省某乡党委", "外省某村党支部" })
        {
            entries.Add(Guid.CreateVersion7());
            db.OutsideOrganizations.Add(new OutsideOrganization
            {
                Id = entries[^1], Name = name, Key = name, Level = "committee", RegionUnknown = "x", NoPhone = true,
                RecordedAt = Installation.Clock.GetUtcNow(),
            });
        }
        foreach (var (entry, isConfirmed) in new[] { (entries[0], false), (entries[2], true) })
        {
            var act = new OutsideAct
            {
                Id = Guid.CreateVersion7(), Kind = OutsideAct.Merged, EntryId = entry, IntoId = entries[1], AskedBy = Guid.CreateVersion7(),
                AskedAt = Installation.Clock.GetUtcNow(), AskedPath = Village.HomeCommittee, Reason = "x",
                ConfirmedBy = isConfirmed ? Guid.CreateVersion7() : null, ConfirmedAt = isConfirmed ? Installation.Clock.GetUtcNow() : null,
            };
            db.OutsideActs.Add(act);
            known[isConfirmed ? "merging" : "asking"] = act.Id.ToString();
        }
        await db.SaveChangesAsync();
        (await db.OutsideOrganizations.FindAsync(entries[2]))!.MergedInto = entries[1];
        await db.SaveChangesAsync();
        known["entry"] = entries[1].ToString();
        await PeerAsync(db);
        var letter = new Dispatch
        {
            OrgPath = FloatingHost, Id = Guid.CreateVersion7(), Year = 2026, Number = 1, Kind = "feedback", PersonId = Stay.MemberId, SojournId = Stay.Id,
            OutsideId = entries[1], ToName = "外省某乡党委", Content = "测试来信", DraftedOn = Village.Today, DraftedBy = Guid.CreateVersion7(),
            RecordedAt = Installation.Clock.GetUtcNow(), State = "sent", StateOn = Village.Today, SentOn = Village.Today, Way = "post",
            SlipCode = new byte[16], SlipNumber = "ABCDE23456",
        };
        db.Dispatches.Add(letter);
        await db.SaveChangesAsync();
        known["dispatch"] = letter.Id.ToString();
        await NationalAsync(db);
    }

    /// <summary>A comparison of the home's committee with a line about the member, and a task of his branch.</summary>
    private async Task NationalAsync(HongyanDb db)
    {
        var comparison = new NationalComparison
        {
            OrgPath = Village.HomeCommittee, Id = Guid.CreateVersion7(), Side = "outflow", OnDate = Village.Today, IsWhole = true, FileName = "x.xlsx",
            Counts = "{}", ComparedBy = null, ComparedAt = Installation.Clock.GetUtcNow(),
        };
        db.NationalComparisons.Add(comparison);
        db.NationalLines.Add(new NationalLine
        {
            OrgPath = comparison.OrgPath, ComparisonId = comparison.Id, Number = 1, Difference = NationalLine.Differs, Fields = ["departed"],
            BranchPath = Village.Home, PersonId = Stay.MemberId, SojournId = Stay.Id, IsRegistered = false,
            Facts = new Features.National.LineFacts(Name, null, null, new() { Departed = new(2026, 1, 6) }, new() { Departed = new(2026, 1, 5) }).Write(),
        });
        db.NationalTasks.Add(new NationalTask
        {
            BranchPath = Village.Home, Id = Guid.CreateVersion7(), OrgPath = comparison.OrgPath, ComparisonId = comparison.Id, Side = "outflow",
            Kind = NationalLine.KeyIn, PersonId = Stay.MemberId, SojournId = Stay.Id, Name = Name, DueOn = Village.Today, MadeBy = null,
            MadeAt = Installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync();
        known["comparison"] = comparison.Id.ToString();
    }

    /// <summary>A peer of the county, with a message each way of the home's committee.</summary>
    private async Task PeerAsync(HongyanDb db)
    {
        var organizations = await db.Organizations.Where(o => o.Path == Village.County || o.Path == Village.HomeCommittee).OrderBy(o => o.Path).ToListAsync();
        var (county, committee) = (organizations[0], organizations[1]);
        var acts = new Features.Peers.ExchangeServices(Installation.Instance, db).Acts;
        var (peer, _) = await acts.LoadAsync(county, Peers.Introducing.Card(), default);
        var payload = Installation.Instance.Secrets.Encrypt(new Hongyan.Envelopes.Message
        {
            Issuer = "a", Audience = "b", Number = 1, Kind = "departure-notice", Version = "1.0", IssuedAt = 0,
            Body = System.Text.Json.JsonSerializer.SerializeToElement(new { name = "某某" }),
        }.Write());
        string[] above = [county.Id.ToString(), committee.Id.ToString()];
        db.SentMessages.Add(new SentMessage
        {
            PeerId = peer!.Id, Number = 1, Epoch = 0, Id = "x", Kind = "departure-notice", OrgId = committee.Id, Payload = payload, State = SentMessage.Queued,
            QueuedAt = Installation.Clock.GetUtcNow(), PartyAbove = above,
        });
        db.ReceivedMessages.Add(new ReceivedMessage
        {
            PeerId = peer.Id, Number = 1, Epoch = 0, Id = "x", Kind = "departure-notice", OrgId = committee.Id, Payload = payload, Envelope = "x",
            State = ReceivedMessage.Accepted, AnsweredOn = Village.Today, ReceivedAt = Installation.Clock.GetUtcNow(), PartyAbove = above,
        });
        db.ExchangeShared.Add(new KeptShared
        {
            PeerId = peer.Id, CaseId = Guid.CreateVersion7(), PersonId = Guid.CreateVersion7(), Side = KeptShared.Home, OrgId = committee.Id, TheirOrg = "1",
            PartyAbove = above,
        });
        await db.SaveChangesAsync();
        db.ExchangeLines.Add(new KeptLine { PeerId = peer.Id });
        await acts.FreezeAsync(peer, "密钥可能丢失", since: null, default); // what came from it is looked through
        (known["peer"], known["way"], known["number"]) = (peer.Id.ToString(), "received", "1");
    }

    public string PeerId => known["peer"];

    private Dictionary<string, string> Parameters(string page)
    {
        var values = new Dictionary<string, string>(known)
        {
            ["key"] = page == "/Papers/List" ? "ledger-flow" : "form-flow",
            ["code"] = "own-" + Village.County,
            ["what"] = "1",
            ["name"] = "outflow",
        };
        if (page.StartsWith("/Meetings/", StringComparison.Ordinal) || page == "/Mine/Meeting") values["id"] = known["meeting"];
        if (page.StartsWith("/Cases/", StringComparison.Ordinal)) (values["id"], values["kind"]) = (known["case"], "office-year");
        if (page is "/Cases/File" or "/Papers/OfCase") (values["id"], values["kind"], values["key"]) = (known["pairing"], "pairing", "agreement-text");
        if (page == "/Records/Scan") values["file"] = known["scan"];
        if (page == "/Cases/New") values["kind"] = "agreement";
        if (page == "/Certificates/Details") values["id"] = known["certificate"];
        if (page == "/Account/Manage") values["id"] = known["account"];
        if (page == "/Members/Correction") values["id"] = known["request"];
        if (page == "/Dues/Receipt") values["id"] = known["paid"];
        if (page == "/Policy/Clause") values["id"] = known["clause"];
        if (page is "/Policy/Recomputing" or "/Reports/Telling" || page.StartsWith("/Import/", StringComparison.Ordinal)) values["id"] = Guid.Empty.ToString();
        if (page == "/Batch/Many") values["type"] = "contact";
        if (page.StartsWith("/Outside/", StringComparison.Ordinal))
            (values["id"], values["act"]) = (known["entry"], known[page == "/Outside/Part" ? "merging" : "asking"]);
        if (page.StartsWith("/Peers/", StringComparison.Ordinal)) values["id"] = known["peer"];
        if (page.StartsWith("/Dispatches/", StringComparison.Ordinal)) (values["id"], values["code"]) = (known["dispatch"], "");
        if (page is "/National/Lines" or "/National/Answer") values["id"] = known["comparison"];
        if (page == "/Mine/CheckIn") values["code"] = "123456";
        values["occasion"] = "election-2026-05-20";
        return values;
    }

    private string Query(string page)
    {
        var both = $"member={known["member"]}&sojourn={known["sojourn"]}";
        var pair = $"{known["member"]}.{known["sojourn"]}";
        return page switch
        {
            "/Records/New" => $"?{both}&type=contact",
            "/Records/Organization" => $"?org={Village.Home}&kind=refresh-ledger&period=2026-Q2",
            "/Cases/Record" => "?type=event-held&side=office",
            "/Cases/Strike" => $"?record={known["happened"]}",
            "/Cases/Second" => $"?asked={known["asked"]}",
            "/Records/Strike" => $"?member={known["member"]}&record={known["record"]}",
            "/Correspondence/New" => $"?{both}",
            "/Correspondence/Acknowledge" => $"?chosen={known["member"]}.{known["record"]}",
            "/Certificates/Seal" or "/Reception/Place" => $"?stay={pair}",
            "/Reception/Arrival" => $"?stay={pair}",
            "/Dues/Pay" or "/Dues/Set" => $"?who={known["sojourn"]}",
            "/Dues/Reduction" or "/Dues/Decision" => $"?sojourn={known["sojourn"]}",
            "/Caring/Record" or "/Batch/Many" => $"?who={known["sojourn"]}",
            // the act that would have written this record
            "/Batch/Done" => $"?act={Entry.IdOf(Guid.Parse(known["record"]), Stay.Id)}&who={PackedIds.Write([Stay.Id])}",
            "/Notices/Details" => $"?org={Village.Home}&occasion=election-2026-05-20",
            "/Meetings/New" or "/Notices/New" or "/Education/New" or "/Reports/Situation" or "/Papers/List" or "/Papers/Index" or "/Dues/Index" =>
                $"?org={Village.Home}",
            "/National/Answer" => "?act=taken&lines=1",
            "/Mine/Write" => "?type=message",
            "/Policy/Confirm" => "?parameter=watch.fromMonths&value=4&from=2026-11-20&clauses=E-1.7&reason=E",
            "/Policy/Change" => "?parameter=watch.fromMonths",
            "/Policy/Choose" => $"?organization={Village.HomeCommittee}&profile=two-way-c&reason=E",
            _ => "",
        };
    }
}
