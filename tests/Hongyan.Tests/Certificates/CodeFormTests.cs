using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text.Json.Nodes;
using Hongyan.Certificates;

namespace Hongyan.Tests.Certificates;

/// <summary>The second form of the code, without a database: what it holds, how big it is, who can read it, and what is refused.</summary>
public sealed class CodeFormTests
{
    private const string Host = "https://hongyan.example.gov.cn";
    private static readonly DateOnly Day = new(2026, 5, 10);
    private static readonly CertificateFacts Facts = new(null, "320001", "测试甲", "测试镇党委", "001.001", Day, new DateOnly(2027, 3, 31));
    private static readonly StatusReference Place = new(Host + "/S/1", 20_481);
    private readonly byte[] open;
    private readonly byte[] secret;

    public CodeFormTests() => (open, secret) = Signers.Usual.NewKey();

    [Fact]
    public void It_says_what_was_written_and_where_its_status_stands()
    {
        var code = CertificateCode.Read(Sign(Facts))!;
        Assert.Equal((Facts, Place, KeyRing.ShortKidOf(open)), (code.Facts, code.Status, code.Kid));
        Assert.Equal(1, code.Status!.List);
        Assert.True(code.IsSignedBy(Signers.Usual.Verifier(open)));
        Assert.False(code.IsSignedBy(Signers.Usual.Verifier(Signers.Usual.NewKey().PublicKey)));
        Assert.Equal(Facts, CertificateCode.Read($"{Host.ToUpperInvariant()}/V/{Sign(Facts)[4..]}")!.Facts);
    }

    [Fact]
    public void Claims_and_header_are_those_of_the_standards()
    {
        var message = CoseMessage.DecodeSign1(Bytes(Sign(Facts)));
        Assert.Equal(-7, message.ProtectedHeaders.GetValueAsInt32(CoseHeaderLabel.Algorithm));
        Assert.Equal(8, message.ProtectedHeaders.GetValueAsBytes(CoseHeaderLabel.KeyIdentifier).Length);
        var reader = new CborReader(message.Content!.Value);
        Assert.Equal(6, reader.ReadStartMap());
        Assert.Equal((1, "001.001"), (reader.ReadInt32(), reader.ReadTextString()));
        Assert.Equal((2, "320001"), (reader.ReadInt32(), reader.ReadTextString()));
        Assert.Equal((4, new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds()), (reader.ReadInt32(), reader.ReadInt64()));
        Assert.Equal((6, new DateTimeOffset(2026, 5, 10, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds()), (reader.ReadInt32(), reader.ReadInt64()));
        Assert.Equal((65535, (int?)1, "status_list", (int?)2), (reader.ReadInt32(), reader.ReadStartMap(), reader.ReadTextString(), reader.ReadStartMap()));
        Assert.Equal(("idx", 20_481, "uri", Place.Uri), (reader.ReadTextString(), reader.ReadInt32(), reader.ReadTextString(), reader.ReadTextString()));
        reader.ReadEndMap();
        reader.ReadEndMap();
        Assert.Equal((-65537, (int?)2, "测试甲", "测试镇党委"), (reader.ReadInt32(), reader.ReadStartArray(), reader.ReadTextString(), reader.ReadTextString()));
    }

    [Fact]
    public void A_long_name_and_committee_fit_into_69_modules()
    {
        var longest = Facts with { Number = "320100000001", Name = "测试江·阿布都热合曼江提", Committee = "测试自治县某街道工作委员会" };
        var text = $"{Host.ToUpperInvariant()}/V/{Sign(longest)[4..]}";
        Assert.InRange(QrPicture.Modules(text), 21, 69);
        TestContext.Current.TestOutputHelper?.WriteLine($"{QrPicture.Modules(text)} modules, {text.Length} characters");
        var first = CertificateCode.Sign(longest with { Id = Guid.CreateVersion7() }, KeyRing.KidOf(open), Signers.Usual, secret);
        Assert.True(QrPicture.Modules(text) <= QrPicture.Modules($"{Host}/verify/{first}"));
    }

    [Fact]
    public async Task Two_unrelated_libraries_verify_it()
    {
        var bytes = Bytes(Sign(Facts));
        var said = await Foreign.AskAsync(new JsonObject { ["cose"] = Convert.ToBase64String(bytes), ["jwk"] = Signers.Usual.ToJwk(open) });
        var content = Convert.ToBase64String(CoseMessage.DecodeSign1(bytes).Content!.Value.Span);
        Assert.Equal((content, content), ((string?)said["auth0"], (string?)said["coseJs"]));
        var altered = (byte[])bytes.Clone();
        altered[^1] ^= 1;
        said = await Foreign.AskAsync(new JsonObject { ["cose"] = Convert.ToBase64String(altered), ["jwk"] = Signers.Usual.ToJwk(open) });
        Assert.NotEqual(content, (string?)said["auth0"]);
        Assert.NotEqual(content, (string?)said["coseJs"]);
    }

    [Fact]
    public void Any_altered_letter_is_refused()
    {
        var keys = KeyRing.Of([new PublicKey(KeyRing.KidOf(open), "001.001", "测试镇党委", "ES256", Signers.Usual.ToPem(open), Day, null)]);
        var code = Sign(Facts);
        Assert.Equal(CodeState.Valid, keys.Check(code, Day).State);
        for (var at = 4; at < code.Length; at++)
            Assert.NotEqual(CodeState.Valid, keys.Check(code[..at] + (code[at] == 'A' ? 'B' : 'A') + code[(at + 1)..], Day).State);
    }

    [Fact]
    public void A_committee_vouches_for_itself_only_and_a_retired_key_for_what_it_signed_before()
    {
        KeyRing Ring(string committee, DateOnly? retired) =>
            KeyRing.Of([new PublicKey(KeyRing.KidOf(open), committee, "测试镇党委", "ES256", Signers.Usual.ToPem(open), Day, retired)]);
        Assert.Equal(CodeState.Forged, Ring("001.002", null).Check(Sign(Facts), Day).State);
        Assert.Equal(CodeState.Valid, Ring("001.001", Day).Check(Sign(Facts), Day).State);
        Assert.Equal(CodeState.Forged, Ring("001.001", Day.AddDays(-1)).Check(Sign(Facts), Day).State);
        Assert.Equal(CodeState.Expired, Ring("001.001", null).Check(Sign(Facts), new DateOnly(2027, 4, 1)).State);
    }

    [Fact]
    public void Another_algorithm_header_or_form_is_no_code()
    {
        var content = CoseMessage.DecodeSign1(Bytes(Sign(Facts))).Content!.Value.ToArray();
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        string Signed(HashAlgorithmName hash, CoseHeaderMap? open = null, byte[]? kid = null, byte[]? said = null)
        {
            var header = new CoseHeaderMap();
            header.Add(CoseHeaderLabel.KeyIdentifier, CoseHeaderValue.FromBytes(kid ?? new byte[8]));
            return CertificateCwt.Prefix + Base32.Encode(CoseSign1Message.SignEmbedded(said ?? content, new CoseSigner(key, hash, header, open)));
        }
        Assert.NotNull(CertificateCode.Read(Signed(HashAlgorithmName.SHA256)));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA512)));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA256, kid: new byte[9])));
        var outside = new CoseHeaderMap();
        outside.Add(CoseHeaderLabel.ContentType, CoseHeaderValue.FromString("x"));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA256, outside)));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA256, said: [0xA0])));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA256, said: [.. content, 0])));
        Assert.Null(CertificateCode.Read(Signed(HashAlgorithmName.SHA256, said: [0xA2, 1, 1, 1, 1])));
    }

    [Theory]
    [InlineData("HY2:")]
    [InlineData("HY2:A")]
    [InlineData("HY2:0189")]
    [InlineData("HY2:AAAAAAAAAAAAAAAA")]
    [InlineData("https://x/V/")]
    [InlineData("https://x/v/%00")]
    [InlineData("HY2:测试")]
    public void What_is_no_code_is_not_read(string text) => Assert.Null(CertificateCode.Read(text));

    [Fact]
    public void Blanks_width_case_and_marks_that_nobody_sees_do_not_matter()
    {
        var code = Sign(Facts);
        var half = code.Length / 2;
        foreach (var copied in new[]
        {
            code.ToLowerInvariant(), $" {code[..half]}\r\n {code[half..]} ", $"{code[..half]}\u200B\u00AD{code[half..]}\uFEFF",
            string.Concat(code.Select(letter => letter is >= '!' and <= '~' ? (char)(letter + 0xFEE0) : letter)),
        })
            Assert.Equal(Facts, CertificateCode.Read(copied)?.Facts);
    }

    [Fact]
    public void Base32_is_that_of_RFC_4648_and_one_text_stands_for_one_row_of_bytes()
    {
        foreach (var (plain, text) in new[]
        {
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        })
        {
            Assert.Equal(text, Base32.Encode(System.Text.Encoding.ASCII.GetBytes(plain)));
            Assert.True(Base32.TryDecode(text, out var bytes));
            Assert.Equal(plain, System.Text.Encoding.ASCII.GetString(bytes));
        }
        foreach (var text in new[] { "MZ", "M", "MZX", "M1", "MY=" })
            Assert.False(Base32.TryDecode(text, out _), text);
    }

    private static byte[] Bytes(string code) => Base32.TryDecode(code.AsSpan(4), out var bytes) ? bytes : throw new FormatException(code);

    private string Sign(CertificateFacts facts) => CertificateCwt.Sign(facts, Place, KeyRing.ShortKidBytes(open), Signers.Usual, secret);
}
