using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hongyan.Envelopes;

namespace Hongyan.Tests.Envelopes;

/// <summary>Envelopes: what is opened, and that everything else is not.</summary>
public sealed class EnvelopeTests
{
    private const string Handle = "0123456789abcdef";
    private const string Beside = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"; // no point of the curve has it twice
    private static readonly ExchangeKeyPair Signing = ExchangeKeyPair.New();
    private static readonly ExchangeKeyPair Receiving = ExchangeKeyPair.New();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_closed_opens_with_the_same_bytes_and_the_same_id()
    {
        var payload = Sample().Write();
        var opened = await Envelope.Usual.OpenAsync(Close(payload), Receiving, Signing.Public);
        Assert.Equal(payload, opened!.Payload);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(payload)), opened.Id);
        Assert.Equal(("诸葛测甲", 7L), (opened.Message.Body.GetProperty("name").GetString(), opened.Message.Number));
        Assert.Equal(new SealedHeader(Receiving.Public.Kid, Handle), Envelope.Usual.HeaderOf(Close(payload)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(5000)]
    public void A_payload_is_full_kilobytes_and_keeps_what_a_newer_version_says(int length)
    {
        var later = new Dictionary<string, JsonElement> { ["later"] = JsonSerializer.SerializeToElement("新") };
        var bytes = (Sample() with { Version = "1.1", To = new string('x', length), More = later }).Write();
        Assert.Equal(0, bytes.Length % 1024);
        var read = Message.Read(bytes)!;
        Assert.Equal((length, "新"), (read.To!.Length, read.More!["later"].GetString()));
        Assert.False(read.More.ContainsKey("pad"));
    }

    [Fact]
    public async Task Another_key_another_sender_and_any_altered_letter_is_unreadable()
    {
        var text = Close(Sample().Write());
        Assert.Null(await Envelope.Usual.OpenAsync(text, ExchangeKeyPair.New(), Signing.Public));
        Assert.Null(await Envelope.Usual.OpenAsync(text, Receiving, Receiving.Public));
        for (var place = 0; place < text.Length; place += 7)
        {
            var altered = string.Concat(text.AsSpan(0, place), text[place] == 'A' ? "B" : "A", text.AsSpan(place + 1));
            var opened = await Envelope.Usual.OpenAsync(altered, Receiving, Signing.Public);
            Assert.True(opened is null || Base64(altered) == Base64(text), $"altered at {place}");
        }
        foreach (var wrong in new[] { "", ".", "....", text + ".", text[..^20], "{}", new string('.', 4), new string('A', Envelope.Longest + 1) })
            Assert.Null(await Envelope.Usual.OpenAsync(wrong, Receiving, Signing.Public));
    }

    // The bits behind the last byte of a part say nothing.
    private static string Base64(string text) =>
        string.Join('.', text.Split('.').Select(part =>
        {
            try { return Convert.ToBase64String(Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='))); }
            catch (FormatException) { return part; }
        }));

    [Theory]
    [InlineData("zip", "\"DEF\"")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("jku", "\"https://example.org/keys\"")]
    [InlineData("jwk", "{}")]
    [InlineData("x5u", "\"https://example.org/x\"")]
    [InlineData("apu", "\"QQ\"")]
    [InlineData("alg", "\"dir\"")]
    [InlineData("alg", "\"ECDH-ES\"")]
    [InlineData("alg", "\"none\"")]
    [InlineData("enc", "\"A128CBC-HS256\"")]
    [InlineData("cty", "\"text\"")]
    [InlineData("kid", "1")]
    [InlineData("peer", null)]
    [InlineData("peer", "\"\\u0000\"")]
    [InlineData("peer", "\"\"")]
    [InlineData("epk", "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}")]
    [InlineData("epk", "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}")]
    [InlineData("epk", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Beside + "\",\"y\":\"" + Beside + "\"}")]
    public void Any_other_outer_header_is_refused_before_decryption(string name, string? value)
    {
        var parts = Close(Sample().Write()).Split('.');
        Assert.Null(Envelope.Usual.HeaderOf(string.Join('.', [Swapped(parts[0], name, value), .. parts[1..]])));
        Assert.NotNull(Envelope.Usual.HeaderOf(string.Join('.', parts)));
    }

    [Fact]
    public void A_header_with_a_member_twice_is_refused()
    {
        var parts = Close(Sample().Write()).Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        parts[0] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header[..^1] + ",\"peer\":\"x\"}"));
        Assert.Null(Envelope.Usual.HeaderOf(string.Join('.', parts)));
    }

    [Theory]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"HS256\"")]
    [InlineData("alg", "\"ES384\"")]
    [InlineData("typ", "\"JWT\"")]
    [InlineData("typ", null)]
    [InlineData("kid", "\"other\"")]
    [InlineData("jwk", "{}")]
    [InlineData("jku", "\"https://example.org\"")]
    [InlineData("x5c", "[]")]
    [InlineData("crit", "[\"b64\"]")]
    [InlineData("b64", "false")]
    public async Task Any_other_inner_header_is_unreadable_although_it_is_signed(string name, string? value)
    {
        var payload = Base64Url.EncodeToString(Sample().Write());
        var header = Swapped(Header, name, value);
        Assert.Null(await OpenSignedAsync(header, payload, name == "alg" && value == "\"none\"" ? "" : Signature(header, payload)));
        if (value == "\"HS256\"") // with the public key as the secret
        {
            using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(Signing.Public.X));
            Assert.Null(await OpenSignedAsync(header, payload, Base64Url.EncodeToString(mac.ComputeHash(Encoding.ASCII.GetBytes($"{header}.{payload}")))));
        }
    }

    [Fact]
    public async Task The_header_that_is_accepted_opens_and_nothing_unsigned_or_unencrypted_does()
    {
        var payload = Base64Url.EncodeToString(Sample().Write());
        var header = Header;
        Assert.NotNull(await OpenSignedAsync(header, payload, Signature(header, payload)));
        Assert.Null(await OpenSignedAsync(header, payload, Base64Url.EncodeToString(new byte[64])));
        Assert.Null(await Envelope.Usual.OpenAsync($"{header}.{payload}.{Signature(header, payload)}", Receiving, Signing.Public));
        var unsigned = new EcdhEs().Seal(Encoding.UTF8.GetString(Sample().Write()), Receiving.Public, Handle);
        Assert.Null(await Envelope.Usual.OpenAsync(unsigned, Receiving, Signing.Public));
    }

    [Fact]
    public void A_thumbprint_is_that_of_RFC_7638_and_a_point_beside_the_curve_is_no_key()
    {
        // the key of RFC 7517, A.1; its thumbprint was computed by another library (npm jose, calculateJwkThumbprint)
        var key = ExchangeKey.Read("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")!;
        Assert.Equal("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", key.Kid);
        Assert.Null(ExchangeKey.Read(key.X, key.X));
        Assert.Null(ExchangeKey.Read(key.X + "=", key.Y));
        Assert.Null(ExchangeKey.Read(null, ""));
    }

    [Fact]
    public async Task The_signature_of_RFC_7515_verifies_and_the_key_agreement_of_RFC_7518_agrees()
    {
        // RFC 7515, A.3: the same algorithm with another header, so only the library's part of it
        var key = ExchangeKey.Read("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")!;
        var text = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        using var verifying = key.Verifying();
        Assert.True(verifying.VerifyData(Encoding.ASCII.GetBytes(text),
            Base64Url.DecodeFromChars("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"), HashAlgorithmName.SHA256));
        Assert.Null(await new Es256().OpenAsync(text + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q", key));

        // RFC 7518, appendix C: Alice's ephemeral key and Bob's; the derived key is that of ECDH-ES for A128GCM
        var alice = Agreement("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
            "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps", "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        var bob = Agreement("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
            "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck", "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
        var derived = alice.DeriveKeyFromHash(bob.PublicKey, HashAlgorithmName.SHA256, [0, 0, 0, 1],
            [0, 0, 0, 7, .. "A128GCM"u8, 0, 0, 0, 5, .. "Alice"u8, 0, 0, 0, 3, .. "Bob"u8, 0, 0, 0, 128])[..16];
        Assert.Equal("VqqN6vgjbSBcIijNcacQGg", Base64Url.EncodeToString(derived));
    }

    [Fact]
    public async Task A_foreign_library_opens_what_we_close_and_we_open_what_it_closes()
    {
        var script = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Envelopes", "foreign.mjs");
        var payload = Sample().Write();
        var input = JsonSerializer.Serialize(new
        {
            envelope = Close(payload), payload = Encoding.UTF8.GetString(payload), handle = Handle,
            signing = Jwk(Signing), receiving = Jwk(Receiving),
        });
        using var node = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = TestCluster.RepositoryRoot,
        })!;
        await node.StandardInput.WriteAsync(input.AsMemory(), Stop);
        node.StandardInput.Close();
        var (output, error) = (await node.StandardOutput.ReadToEndAsync(Stop), await node.StandardError.ReadToEndAsync(Stop));
        await node.WaitForExitAsync(Stop);
        Assert.True(node.ExitCode == 0, error);
        var answer = JsonNode.Parse(output)!;
        Assert.Equal(Encoding.UTF8.GetString(payload), answer["payload"]!.GetValue<string>());
        Assert.Equal(Message.IdOf(payload), answer["id"]!.GetValue<string>());
        Assert.Equal(Signing.Public.Kid, answer["thumbprint"]!.GetValue<string>());
        var opened = await Envelope.Usual.OpenAsync(answer["envelope"]!.GetValue<string>(), Receiving, Signing.Public);
        Assert.Equal(payload, opened!.Payload);
    }

    private static string Header =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"ES256","kid":"{{Signing.Public.Kid}}","typ":"hyx+jwt"}"""));

    private static object Jwk(ExchangeKeyPair pair)
    {
        using var key = pair.Signing();
        return new { kty = "EC", crv = "P-256", x = pair.Public.X, y = pair.Public.Y, d = Base64Url.EncodeToString(key.ExportParameters(true).D) };
    }

    private static ECDiffieHellman Agreement(string x, string y, string d) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(d),
        Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
    });

    private static Task<Opened?> OpenSignedAsync(string header, string payload, string signature) =>
        Envelope.Usual.OpenAsync(new EcdhEs().Seal($"{header}.{payload}.{signature}", Receiving.Public, Handle), Receiving, Signing.Public);

    private static string Signature(string header, string payload)
    {
        using var key = Signing.Signing();
        return Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256));
    }

    private static string Swapped(string header, string name, string? value)
    {
        var read = JsonNode.Parse(Base64Url.DecodeFromChars(header))!.AsObject();
        if (value is null)
            read.Remove(name);
        else
            read[name] = JsonNode.Parse(value);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(read.ToJsonString()));
    }

    private static string Close(byte[] payload) => Envelope.Usual.Close(payload, Signing, Receiving.Public, Handle);

    private static Message Sample() => new()
    {
        Issuer = "here", Audience = "there", Number = 7, Previous = "6", Kind = "feedback", Version = "1.0", IssuedAt = 1_796_000_000,
        On = new(2026, 11, 30), Body = JsonSerializer.SerializeToElement(new { name = "诸葛测甲", text = "“安好”" }),
    };
}
