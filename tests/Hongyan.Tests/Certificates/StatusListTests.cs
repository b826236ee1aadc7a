using System.Buffers.Text;
using System.Formats.Cbor;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.Cose;
using System.Text.Json.Nodes;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Verify;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Certificates;

/// <summary>The list in which strangers read whether a certificate still holds, and the keys that say whose it is.</summary>
public sealed class StatusListTests : IAsyncLifetime
{
    private Village village = null!;
    private HttpClient anybody = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.GiveAsync();
        anybody = await village.Installation.ClientAsync();
    }

    public async ValueTask DisposeAsync()
    {
        anybody.Dispose();
        await village.DisposeAsync();
    }

    [Fact]
    [Trait("part", "night")]
    public async Task A_lost_or_withdrawn_certificate_stands_in_the_list_once_it_is_signed_anew()
    {
        var (first, second, third) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙"));
        var (lost, withdrawn, kept) = (await village.IssueAsync(first), await village.IssueAsync(second), await village.IssueAsync(third));
        await PublishAsync();
        Assert.Equal([0, 0, 0], await ValuesAsync(lost, withdrawn, kept));
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(first, "certificate-lost");
        foreach (var step in new[] { "returned", "certificate-presented", "return-checked", "certificate-withdrawn" })
            await branch.RecordAsync(second, step);
        await PublishAsync();
        Assert.Equal([2, 1, 0], await ValuesAsync(lost, withdrawn, kept));
        Assert.False(await PublishAsync()); // nothing changed
        // a signature is never made twice alike: what lies ready is sent, and nothing is signed for whoever asks
        Assert.Equal(await TextAsync(), await TextAsync());
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(first);
        await branch.RecordAsync(first, "certificate-issued");
        var again = (await village.CertificatesAsync(first)).Single(one => one.LostOn is null);
        await PublishAsync();
        Assert.Equal([2, 1, 0, 0], await ValuesAsync(lost, withdrawn, kept, again));
    }

    [Fact]
    public async Task A_seal_that_was_struck_is_withdrawn_for_strangers_and_its_place_is_given_to_nobody_else()
    {
        var stay = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(stay);
        var struck = Assert.Single(await village.CertificatesAsync(stay));
        await using (var db = village.Installation.Db())
        {
            var recording = new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording;
            var seal = Assert.Single(await village.RecordsAsync(stay, "certificate-sealed"));
            var held = (await recording.HoldAsync(stay.MemberId, stay.Id, TestContext.Current.CancellationToken))!;
            var struckAt = new Hongyan.Rules.Sojourns.Struck { On = Village.Today, Reason = "x" };
            Assert.True(await recording.WriteAsync(held, [new(Guid.CreateVersion7(), struckAt, seal.Id)], TestContext.Current.CancellationToken));
            await recording.SaveAsync(TestContext.Current.CancellationToken);
        }
        await PublishAsync();
        Assert.Equal([1], await ValuesAsync(struck));
        Assert.Equal("withdrawn", await village.PublicStateAsync(struck.Code!));
    }

    [Fact]
    public async Task The_list_is_long_dated_and_read_by_a_library_that_knows_only_the_draft()
    {
        var stay = await village.AwayAsync("测试甲");
        var certificate = await village.IssueAsync(stay);
        using (var branch = await village.SecretaryAsync())
            await branch.RecordAsync(stay, "certificate-lost");
        await PublishAsync();
        var text = await anybody.GetStringAsync(new Uri("/S/1", UriKind.Relative), TestContext.Current.CancellationToken);
        var keys = await KeysAsync();
        var list = StatusList.Read(text, keys.StatusKey);
        Assert.InRange(list.Size, 10_000, 1_000_000);
        Assert.Equal(village.Installation.Clock.GetUtcNow().ToUnixTimeSeconds(), list.IssuedAtTime.ToUnixTimeSeconds(), 5.0);
        var place = CertificateCode.Read(certificate.Code!)!.Status!.Place;
        await using var db = village.Installation.Db();
        var key = db.InstallationKeys.Single(one => one.Purpose == "status");
        var said = await Foreign.AskAsync(new JsonObject
        {
            ["jws"] = text, ["typ"] = "statuslist+jwt", ["place"] = place, ["jwk"] = Signers.Usual.ToJwk(key.PublicKey),
        });
        Assert.Equal(2, (int?)said["status"]);
        Assert.Equal("hongyan:1", (string?)said["jose"]!["sub"]);
    }

    [Theory]
    [InlineData("/S/0")]
    [InlineData("/S/-1")]
    [InlineData("/S/999")]
    public async Task A_list_that_is_not_there_is_not_found_and_leads_nowhere(string address)
    {
        using var answer = await anybody.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(address, answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task The_same_list_is_sent_as_CWT_to_whoever_asks_for_it()
    {
        var certificate = await village.IssueAsync(await village.AwayAsync("测试甲"));
        await PublishAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/S/1");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/statuslist+cwt"));
        using var answer = await anybody.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/statuslist+cwt", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        await using var db = village.Installation.Db();
        var key = db.InstallationKeys.Single(one => one.Purpose == "status").PublicKey;
        var message = CoseMessage.DecodeSign1(bytes);
        Assert.True(Signers.Usual.Verifier(key).IsSignedBy(message));
        Assert.Equal("application/statuslist+cwt", message.ProtectedHeaders[new CoseHeaderLabel(16)].GetValueAsString());
        var reader = new CborReader(message.Content!.Value);
        Assert.Equal(4, reader.ReadStartMap());
        Assert.Equal((2, "hongyan:1", 6), (reader.ReadInt32(), reader.ReadTextString(), reader.ReadInt32()));
        reader.ReadInt64();
        Assert.Equal(65533, reader.ReadInt32());
        Assert.Null(CertificateCode.Read("HY2:" + Base32.Encode(bytes))); // a list is no certificate
        Assert.NotNull(certificate.Code);
    }

    [Fact]
    public void A_list_of_the_draft_is_read_as_the_draft_says()
    {
        var (open, secret) = Signers.Usual.NewKey();
        string Signed(string lst, int bits = 2, string type = StatusList.JwtType) => Jws.Sign(type, new JsonObject { ["kid"] = "x" }, new JsonObject
        {
            ["sub"] = "https://example.com/statuslists/1", ["iat"] = 1_686_920_170,
            ["status_list"] = new JsonObject { ["bits"] = bits, ["lst"] = lst },
        }, Signers.Usual, secret);
        IVerifier? Known(string kid) => kid == "x" ? Signers.Usual.Verifier(open) : null;
        var list = StatusList.Read(Signed("eNo76fITAAPfAgc"), Known); // of the draft's section on two bits
        Assert.Equal([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], Enumerable.Range(0, 12).Select(place => list[place]));
        Assert.Null(list[12]);
        Assert.Null(list[-1]);
        Assert.Throws<FormatException>(() => StatusList.Read(Signed("eNo76fITAAPfAgc"), _ => null));
        Assert.Throws<FormatException>(() => StatusList.Read(Signed("eNo76fITAAPfAgc", bits: 1), Known));
        Assert.Throws<FormatException>(() => StatusList.Read(Signed("AAAA"), Known));
        Assert.Throws<FormatException>(() => StatusList.Read(Signed("eNo76fITAAPfAgc", type: KeySet.Type), Known));
        Assert.Throws<FormatException>(() => StatusList.Read("x.y", Known));
        var large = Base64Url.EncodeToString(Packed(2 * 1024 * 1024));
        Assert.Throws<FormatException>(() => StatusList.Read(Signed(large), Known)); // a few bytes that unpack to very many
    }

    [Fact]
    public async Task Places_are_at_random_and_no_two_certificates_share_one()
    {
        await using var db = village.Installation.Db();
        var places = new StatusPlaces(db);
        var taken = new List<StatusReference>();
        for (var count = 0; count < 60; count++)
            taken.Add(await places.TakeAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken));
        Assert.Equal(60, taken.Distinct().Count());
        Assert.NotEqual(taken, taken.OrderBy(one => one.Place));
        Assert.True(taken.Max(one => one.Place) - taken.Min(one => one.Place) > 10_000);
        var id = Guid.CreateVersion7();
        Assert.Equal(await places.TakeAsync(id, TestContext.Current.CancellationToken), await places.TakeAsync(id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_are_signed_by_a_root_and_each_does_its_own_work_only()
    {
        var certificate = await village.IssueAsync(await village.AwayAsync("测试甲"));
        await PublishAsync();
        var text = await anybody.GetStringAsync(new Uri("/.well-known/hongyan/keys", UriKind.Relative), TestContext.Current.CancellationToken);
        var keys = KeySet.Read(text);
        Assert.Equal("测试县委组织部", keys.Name);
        Assert.Matches("^([0-9]{5} ){7}[0-9]{5}$", keys.RootFingerprint);
        Assert.Equal(CodeState.Valid, keys.Certificates.Check(certificate.Code!, Village.Today).State);
        await using var db = village.Installation.Db();
        var (root, status) = (db.InstallationKeys.Single(one => one.Purpose == "root"), db.InstallationKeys.Single(one => one.Purpose == "status"));
        foreach (var key in new[] { root, status })
        {
            var secret = Convert.FromBase64String(village.Installation.Instance.Secrets.Decrypt(key.PrivateKey));
            var forged = CertificateCwt.Sign(CertificateCode.Read(certificate.Code!)!.Facts, new StatusReference("hongyan:1", 1),
                KeyRing.ShortKidBytes(key.PublicKey), Signers.Usual, secret);
            Assert.Equal(CodeState.UnknownKey, keys.Certificates.Check(forged, Village.Today).State);
            Assert.Equal("elsewhere", await village.PublicStateAsync(forged));
        }
        Assert.Null(keys.StatusKey(KeyRing.ShortKidOf(root.PublicKey)));
        Assert.NotNull(keys.StatusKey(KeyRing.ShortKidOf(status.PublicKey)));
        Assert.DoesNotContain("\"d\"", System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.Split('.')[1])), StringComparison.Ordinal);
        var said = await Foreign.AskAsync(new JsonObject { ["jws"] = text, ["typ"] = "jwk-set+jwt", ["jwk"] = Signers.Usual.ToJwk(root.PublicKey) });
        Assert.Equal("测试县委组织部", (string?)said["jose"]!["iss"]);
        var parts = text.Split('.');
        Assert.Throws<FormatException>(() => KeySet.Read($"{parts[0]}.{parts[1][..^4]}AAAA.{parts[2]}"));
        Assert.Throws<FormatException>(() => KeySet.Read(parts[0] + ".e30." + parts[2]));
    }

    [Fact]
    public void A_thumbprint_is_that_of_RFC_7638_and_is_typed_with_any_blanks()
    {
        // the EC key of RFC 7517 A.1, its thumbprint computed by the library jose
        var jwk = new JsonObject
        {
            ["crv"] = "P-256", ["kty"] = "EC", ["x"] = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", ["y"] = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        };
        Assert.Equal(jwk.ToJsonString(), Signers.Usual.ToJwk(Signers.Usual.FromJwk(jwk)).ToJsonString());
        Assert.Equal("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", Base64Url.EncodeToString(Fingerprint.Thumbprint(jwk)));
        var read = Fingerprint.Of(jwk);
        Assert.True(Fingerprint.IsTyped(read, $" {read.Replace(" ", "-", StringComparison.Ordinal)} "));
        Assert.False(Fingerprint.IsTyped(read, read[..^1]));
        Assert.False(Fingerprint.IsTyped(read, null));
    }

    [Fact]
    public async Task An_unknown_list_is_not_found_and_nobody_asks_without_end()
    {
        for (var count = 0; count <= Checks.AMinute; count++)
        {
            using var answer = await anybody.GetAsync(new Uri("/S/999", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(count < Checks.AMinute ? HttpStatusCode.NotFound : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
    }

    private Task<bool> PublishAsync() => new Publishing(village.Installation.Instance).RunAsync(TestContext.Current.CancellationToken);

    private Task<string> TextAsync() => anybody.GetStringAsync(new Uri("/S/1", UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<KeySet> KeysAsync() =>
        KeySet.Read(await anybody.GetStringAsync(new Uri("/.well-known/hongyan/keys", UriKind.Relative), TestContext.Current.CancellationToken));

    private async Task<IEnumerable<int>> ValuesAsync(params KeptCertificate[] certificates)
    {
        var list = StatusList.Read(await TextAsync(), (await KeysAsync()).StatusKey);
        return certificates.Select(one => list[CertificateCode.Read(one.Code!)!.Status!.Place]!.Value);
    }

    private static byte[] Packed(int length)
    {
        using var packed = new MemoryStream();
        using (var pack = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.SmallestSize))
            pack.Write(new byte[length]);
        return packed.ToArray();
    }
}
