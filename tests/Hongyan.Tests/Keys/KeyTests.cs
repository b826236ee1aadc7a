using System.Security.Cryptography;
using System.Text;
using Hongyan.Data;
using Hongyan.Features.Keys;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Outside;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Keys;

/// <summary>What is sensitive stands encrypted in the database, and keys change while people work.</summary>
[Trait("part", "night")]
public sealed class KeyTests : IAsyncLifetime
{
    private const string Phone = "19900001234";
    private const string Address = "江苏省云岭县测试镇幸福路 12 号";
    private const string Note = "因病住院，生活困难";

    private readonly string directory = Directory.CreateTempSubdirectory("hongyan-keys-").FullName;
    private Village village = null!;
    private Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var key = NewKeyFile(Installation.KeyFile);
        village = await Village.InAsync(await TestInstallation.NewAsync(Village.Today, key));
        stay = await village.AwayAsync("沈小燕", happened: new Care { On = Village.Today, By = Side.Home, Kind = "hardship", Note = Note });
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(Stop);
        (member.Phone, member.Address) = (Phone, Address);
        await db.SaveChangesAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await village.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Nothing_sensitive_can_be_read_in_the_database()
    {
        await using var db = village.Installation.Db();
        var stored = await db.Database.SqlQuery<string>($"""
            select encode(phone, 'escape') || encode(address, 'escape') || coalesce(phone_tail, '') || encode(id_tail, 'escape') || encode(id_end, 'escape') as
              "Value" from member
            union all select data::text from record
            """).ToListAsync(Stop);
        var all = string.Concat(stored);
        foreach (var secret in new[] { Phone, Address, "0017", Note, "住院", Convert.ToBase64String(Encoding.UTF8.GetBytes(Phone)) })
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Contains("hardship", all, StringComparison.Ordinal); // what rules and queries need stays
        await IsReadableAsync();
    }

    [Fact]
    public async Task A_new_key_takes_everything_over_while_others_write()
    {
        var (keys, renewal) = (village.Installation.Instance.Secrets, new Renewal(village.Installation.Instance));
        Assert.True(await renewal.IsDoneAsync(Stop)); // there was never another one
        var end = new CancellationTokenSource();
        var writing = WriteAsync(end.Token);
        await keys.AddKeyAsync(Stop);
        await Task.Delay(Secrets.Notice, Stop);
        Assert.False(await renewal.IsDoneAsync(Stop));
        var renewed = await renewal.RunAsync(null, Stop);
        await end.CancelAsync();
        var written = await writing;

        Assert.InRange(renewed, 4, 4 + written); // phone, address, the end of the ID number, the note, and what was written before the key came
        Assert.True(await renewal.IsDoneAsync(Stop));
        Assert.Equal(0, await renewal.RunAsync(null, Stop));
        await IsReadableAsync();
        await using var db = village.Installation.Db();
        Assert.Equal([2],
            await db.Database
                .SqlQuery<int>($"select distinct get_byte(phone, 0) as \"Value\" from member union select get_byte(address, 0) from member")
                .ToListAsync(Stop));
        var sealedWith = (await db.Database.SqlQuery<string>($"select data ->> 'sealed' as \"Value\" from record where data ? 'sealed'").ToListAsync(Stop))
            .ConvertAll(text => Convert.FromBase64String(text)[0]);
        Assert.Equal(written + 1, sealedWith.Count);
        Assert.All(sealedWith, number => Assert.Equal(2, number));
    }

    [Fact]
    public async Task What_was_plain_before_there_was_encryption_is_read_and_then_encrypted()
    {
        await using (var db = village.Installation.Db())
        {
            await db.Database.ExecuteSqlAsync($"update member set phone = '\\x00'::bytea || convert_to({Phone}, 'UTF8')", Stop);
            await db.Database.ExecuteSqlAsync($"update member set id_tail = '\\x00'::bytea || convert_to('0017', 'UTF8'), id_end = null", Stop);
            await db.Database.ExecuteSqlAsync($"update record set data = data - 'sealed' || jsonb_build_object('note', {Note}) where type = 'care'", Stop);
        }
        await IsReadableAsync();
        Assert.False(await new Renewal(village.Installation.Instance).IsDoneAsync(Stop));
        Assert.Equal(4, await new Renewal(village.Installation.Instance).RunAsync(null, Stop)); // phone, note, the end of the number and its hash
        Assert.True(await new Renewal(village.Installation.Instance).IsDoneAsync(Stop));
        await Nothing_sensitive_can_be_read_in_the_database();
        await using var after = village.Installation.Db();
        var end = village.Installation.Instance.Secrets.HashEnd("0017");
        Assert.Equal(1, await after.Members.CountAsync(one => EF.Property<byte[]>(one, Member.IdEnd) == end, Stop));
    }

    [Fact]
    public async Task The_number_of_a_contact_outside_is_taken_over_too()
    {
        var id = await village.Installation.KeepAsync("稻香乡党委", contact: Phone);
        await village.Installation.Instance.Secrets.AddKeyAsync(Stop);
        await Task.Delay(Secrets.Notice, Stop);
        await new Renewal(village.Installation.Instance).RunAsync(null, Stop);
        await using var db = village.Installation.Db();
        Assert.Equal(2, await db.Database.SqlQuery<int>($"select get_byte(contact_phone, 0) as \"Value\" from outside_organization").SingleAsync(Stop));
        Assert.Equal(Phone, (await village.Installation.OneAsync(id)).ContactPhone);
    }

    [Fact]
    public async Task Whoever_has_the_file_open_follows_a_key_that_another_process_adds()
    {
        var file = Path.Combine(village.Installation.Instance.DataDirectory, Installation.KeyFile);
        var (mine, other) = (Secrets.FromFile(file), Secrets.FromFile(file));
        var before = mine.Encrypt(Phone);
        await other.AddKeyAsync(Stop);
        var after = other.Encrypt(Phone);
        Assert.Equal((1, 2), (before[0], after[0]));
        Assert.Equal(Phone, mine.Decrypt(after));
        Assert.Equal(Phone, other.Decrypt(before));
        Assert.Equal(mine.Hash("99"), other.Hash("99"));
        Assert.Equal(mine.Mark, other.Mark);
        await Task.Delay(Secrets.Notice + TimeSpan.FromMilliseconds(200), Stop);
        Assert.Equal(2, mine.Encrypt(Phone)[0]);
    }

    [Fact]
    public async Task A_key_file_that_is_gone_or_half_copied_stops_nobody_who_works()
    {
        var file = NewKeyFile("copied.key");
        var keys = Secrets.FromFile(file);
        var before = keys.Encrypt(Phone);
        await File.WriteAllBytesAsync(file, new byte[Secrets.KeySize + 1], Stop);
        await Task.Delay(Secrets.Notice + TimeSpan.FromMilliseconds(200), Stop);
        Assert.Equal(1, keys.Encrypt(Phone)[0]);
        File.Delete(file);
        await Task.Delay(Secrets.Notice + TimeSpan.FromMilliseconds(200), Stop);
        Assert.Equal(1, keys.Encrypt(Phone)[0]);
        Assert.Equal(Phone, keys.Decrypt(before));
    }

    [Theory]
    [InlineData("普通的话")]
    [InlineData("\"sealed\": \"x\" {引号} \\ 反斜杠\n换行")]
    [InlineData("")]
    public async Task A_note_comes_back_as_it_was_typed(string note)
    {
        await using (var db = village.Installation.Db())
        {
            var recording = new RecordServices(village.Installation.Instance, db).Recording;
            var held = await recording.HoldAsync(stay.MemberId, stay.Id, Stop);
            await recording.AddAsync(held!, [new Contact { On = Village.Today, By = Side.Home, Means = "phone", Topic = "general", Note = note }], Stop);
            await recording.SaveAsync(Stop);
        }
        var kept = Assert.Single(await village.RecordsAsync(stay, "contact"));
        Assert.Equal(note, EventJson.Read(kept.Data).Note);
    }

    private string NewKeyFile(string name)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(Secrets.KeySize));
        return path;
    }

    private async Task IsReadableAsync()
    {
        await using var db = village.Installation.Db();
        var member = await db.Members.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((Phone, "1234", Address, "0017"), (member.Phone, member.PhoneTail, member.Address, member.IdTail));
        Assert.Equal(Note, EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "care")).Data).Note);
    }

    /// <summary>Somebody else's server on the same database, with the key file open.</summary>
    private async Task<int> WriteAsync(CancellationToken end)
    {
        var written = 0;
        while (!end.IsCancellationRequested)
        {
            await using var db = village.Installation.Db();
            var recording = new RecordServices(village.Installation.Instance, db).Recording;
            var held = await recording.HoldAsync(stay.MemberId, stay.Id, Stop);
            await recording.AddAsync(held!,
                [new Contact { On = Village.Today, By = Side.Home, Means = "phone", Topic = "general", Note = $"{Note} {written}" }], Stop);
            await recording.SaveAsync(Stop);
            written++;
            await Task.Delay(200, CancellationToken.None);
        }
        return written;
    }
}
