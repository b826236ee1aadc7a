using System.Buffers.Text;
using System.Security.Cryptography.Cose;
using System.Text;
using System.Text.Json.Nodes;
using Hongyan.Certificates;
using Hongyan.Features.Verify;
using Hongyan.Tests.Policy;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Certificates;

/// <summary>SM2 beside P-256: the published example, the same bytes under a number of our own, and a library that nobody here wrote.</summary>
public sealed class Sm2Tests
{
    private const string Host = "https://hongyan.example.gov.cn";
    private static readonly DateOnly Day = new(2026, 5, 10);
    private static readonly ISigner Sm2 = Signers.Named("SM2");
    private static readonly CertificateFacts Facts = new(null, "320001", "测试甲", "测试镇党委", "001.001", Day, new DateOnly(2027, 3, 31));
    private static readonly StatusReference Place = new(Host + "/S/1", 20_481);
    private readonly (byte[] Public, byte[] Private) key = Sm2.NewKey();

    /// <summary>GB/T 32918.5-2017, annex A.2: the message and the signer's name are those of the standard.</summary>
    [Fact]
    public void The_example_of_the_standard_is_verified()
    {
        var jwk = new JsonObject
        {
            ["kty"] = "EC", ["crv"] = "sm2p256v1", ["x"] = Url("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"),
            ["y"] = Url("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"),
        };
        var signature = Convert.FromHexString("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
            + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");
        var verifier = Sm2.Verifier(Sm2.FromJwk(jwk));
        Assert.True(verifier.IsSignedBy("message digest"u8, signature));
        Assert.False(verifier.IsSignedBy("message digesT"u8, signature));
        Assert.False(verifier.IsSignedBy("message digest"u8, signature.AsSpan(0, 63)));
        signature[40] ^= 1;
        Assert.False(verifier.IsSignedBy("message digest"u8, signature));
        jwk["x"] = Url("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35021"); // beside the curve
        Assert.Throws<FormatException>(() => Sm2.FromJwk(jwk));
    }

    [Fact]
    public void A_code_signed_by_SM2_has_the_same_content_and_another_number()
    {
        var (usual, secret) = Signers.Usual.NewKey();
        var own = CoseMessage.DecodeSign1(Bytes(Sign(Facts)));
        var other = CoseMessage.DecodeSign1(Bytes(CertificateCwt.Sign(Facts, Place, KeyRing.ShortKidBytes(usual), Signers.Usual, secret)));
        Assert.Equal(other.Content!.Value.ToArray(), own.Content!.Value.ToArray());
        Assert.Equal(-65538, own.ProtectedHeaders.GetValueAsInt32(CoseHeaderLabel.Algorithm));
        var code = CertificateCode.Read(Sign(Facts))!;
        Assert.Equal((Facts, Place, KeyRing.ShortKidOf(key.Public)), (code.Facts, code.Status, code.Kid));
        var longest = Facts with { Number = "320100000001", Name = "测试江·阿布都热合曼江提", Committee = "测试自治县某街道工作委员会" };
        Assert.InRange(QrPicture.Modules($"{Host.ToUpperInvariant()}/V/{Sign(longest)[4..]}"), 21, 69);
    }

    [Fact]
    public void No_altered_letter_and_no_key_of_the_other_algorithm_passes()
    {
        var code = Sign(Facts);
        var keys = Ring(key.Public, "SM2");
        Assert.Equal(CodeState.Valid, keys.Check(code, Day).State);
        for (var at = 4; at < code.Length; at += 3)
            Assert.NotEqual(CodeState.Valid, keys.Check(code[..at] + (code[at] == 'A' ? 'B' : 'A') + code[(at + 1)..], Day).State);
        var (usual, secret) = Signers.Usual.NewKey();
        Assert.Equal(CodeState.Forged, keys.Check(CertificateCwt.Sign(Facts, Place, KeyRing.ShortKidBytes(key.Public), Signers.Usual, secret), Day).State);
        Assert.Equal(CodeState.Forged, Ring(usual, "ES256")
            .Check(CertificateCwt.Sign(Facts, Place, KeyRing.ShortKidBytes(usual), Sm2, key.Private), Day).State);
        var other = CertificateCwt.Sign(Facts, Place, KeyRing.ShortKidBytes(key.Public), Sm2, Sm2.NewKey().PrivateKey);
        Assert.Equal(CodeState.Forged, keys.Check(other, Day).State);
        Assert.Throws<FormatException>(() => Signers.Usual.Verifier(key.Public));
        Assert.Throws<FormatException>(() => Sm2.Verifier(usual));
        Assert.Throws<FormatException>(() => Sm2.Verifier([1, 2, 3]));
        Assert.Throws<FormatException>(() => Sm2.FromPem("x"));
        Assert.Throws<FormatException>(() => Sm2.FromPem(Signers.Usual.ToPem(usual)));
        Assert.Throws<FormatException>(() => Sm2.FromJwk(Signers.Usual.ToJwk(usual)));
    }

    [Fact]
    public void The_signed_set_of_keys_carries_both()
    {
        var (root, status) = (Signers.Usual.NewKey(), Signers.Usual.NewKey());
        var now = new DateTimeOffset(2026, 5, 10, 4, 0, 0, TimeSpan.Zero);
        var set = KeySet.Read(KeySet.Write("外县组织部",
            [
                new(KeySetEntry.OfCertificates, "SM2", key.Public, "001.001", "测试镇党委", Day, null),
                new(KeySetEntry.OfStatus, "ES256", status.PublicKey, null, null, Day, null),
            ], now, Signers.Usual, root.PublicKey, root.PrivateKey));
        var list = StatusList.Read(StatusList.Of(Place.Uri, now, 32768, []).ToJwt(KeyRing.ShortKidOf(status.PublicKey), Signers.Usual, status.PrivateKey),
            set.StatusKey);
        Assert.Equal(ShownCertificate.Valid, new TrustedIssuer(set, [list]).Check(Sign(Facts), now, 30)!.State);
        Assert.Equal(key.Public, Sm2.FromPem(Sm2.ToPem(key.Public)));
        Assert.Equal(key.Public, Sm2.FromJwk(Sm2.ToJwk(key.Public)));
    }

    [Fact]
    public async Task A_library_for_Nodejs_verifies_it_and_nothing_altered()
    {
        var text = Encoding.UTF8.GetBytes("测试镇党委");
        var signature = Sm2.Sign(key.Private, text);
        Assert.Equal(64, signature.Length);
        Assert.True((bool?)(await AskAsync(text, signature))["sm2"]);
        signature[5] ^= 1;
        Assert.False((bool?)(await AskAsync(text, signature))["sm2"]);

        Task<JsonObject> AskAsync(byte[] asked, byte[] by) => Foreign.AskAsync(new JsonObject
        {
            ["sm2"] = Convert.ToBase64String(asked), ["signature"] = Convert.ToHexString(by), ["jwk"] = Sm2.ToJwk(key.Public),
        });
    }

    [Fact]
    public async Task A_committee_signs_with_what_its_profile_says_and_page_and_command_check_it()
    {
        await using var village = await Village.NewAsync(alone: true);
        await village.GiveAsync();
        var before = await village.IssueAsync(await village.AwayAsync("测试甲", host: Village.Host));
        await Laying.LayAsync(village.Installation, Village.County, ("certificate.algorithm", "sm2", new(2026, 1, 1)));
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync("/Certificates/Keys");
        Assert.Contains("方案选用 SM2", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await clerk.PostAsync(page, "main form");
        Assert.DoesNotContain("方案选用 SM2", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var after = await village.IssueAsync(await village.AwayAsync("测试乙"));
        Assert.Equal(-65538, CoseMessage.DecodeSign1(Bytes(after.Code!)).ProtectedHeaders.GetValueAsInt32(CoseHeaderLabel.Algorithm));
        Assert.Equal("valid", await village.PublicStateAsync(before.Code!));
        Assert.Equal("valid", await village.PublicStateAsync(after.Code!));
        Assert.Equal("forged", await village.PublicStateAsync(after.Code![..^4] + "AAAA"));
        await new Publishing(village.Installation.Instance).RunAsync(TestContext.Current.CancellationToken);
        using var anybody = await village.Installation.ClientAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, await anybody.GetStringAsync(new Uri(ForStrangers.KeysAddress, UriKind.Relative),
            TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var keys = KeySet.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(CodeState.Valid, keys.Certificates.Check(after.Code!, Village.Today).State);
        var shown = await VerifyOffline.CheckAsync(after.Code!, file, null, null, TestContext.Current.CancellationToken);
        Assert.Equal(ShownCertificate.Dated, shown!.State); // signature and dates hold, and no list was given
        Assert.Equal("测试乙", shown.Name);
        File.Delete(file);
    }

    private string Sign(CertificateFacts facts) => CertificateCwt.Sign(facts, Place, KeyRing.ShortKidBytes(key.Public), Sm2, key.Private);

    private static KeyRing Ring(byte[] publicKey, string algorithm) => KeyRing.Of(
        [new PublicKey(KeyRing.KidOf(publicKey), "001.001", "测试镇党委", algorithm, Signers.Named(algorithm).ToPem(publicKey), Day, null)]);

    private static byte[] Bytes(string code) => Base32.TryDecode(code.AsSpan(4), out var bytes) ? bytes : throw new FormatException();

    private static string Url(string hex) => Base64Url.EncodeToString(Convert.FromHexString(hex));
}
