using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hongyan.Certificates;
using Hongyan.Features.Verify;
using Hongyan.Platform;

namespace Hongyan.Tests.Certificates;

/// <summary>What a host can tell from a code and a file of keys, without database, network or installation.</summary>
public sealed class OfflineTests : IDisposable
{
    private static readonly DateOnly Today = ChinaDate.Today(TimeProvider.System);
    private readonly string file = Path.GetTempFileName();
    private readonly byte[] open;
    private readonly byte[] secret;
    private readonly CertificateFacts facts = new(Guid.CreateVersion7(), "320001", "测试甲", "测试镇党委", "001.001", Today, Today);

    public OfflineTests()
    {
        (open, secret) = Signers.Usual.NewKey();
        Kid = KeyRing.KidOf(open);
        File.WriteAllBytes(file, KeyRing.Write([new PublicKey(Kid, "001.001", "测试镇党委", Signers.Usual.Algorithm, Signers.Usual.ToPem(open), Today, null)]));
    }

    private string Kid { get; }

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task The_exit_code_says_valid_not_valid_or_unreadable()
    {
        var code = Sign(facts);
        Assert.Equal(0, await VerifyAsync(code));
        Assert.Equal(0, await VerifyAsync("https://example.org/verify/" + code));
        Assert.Equal(1, await VerifyAsync(Sign(facts with { Until = Today.AddDays(-1) })));
        Assert.Equal(1, await VerifyAsync(code[..^8] + "AAAAAAAA"));
        Assert.Equal(1, await VerifyAsync(Sign(facts with { CommitteePath = "001.002" })));
        var place = new StatusReference("hongyan:1", 7);
        Assert.Equal(0, await VerifyAsync(CertificateCwt.Sign(facts with { Id = null }, place, KeyRing.ShortKidBytes(open), Signers.Usual, secret)));
        Assert.Equal(2, await VerifyAsync("HY2:AA"));
        Assert.Equal(2, await VerifyAsync("320001"));
        Assert.Equal(2, await VerifyAsync("HY1.%%.%%"));
        await File.WriteAllTextAsync(file, "[]x", TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Assert.ThrowsAsync<UserError>(() => VerifyAsync(code))).ExitCode);
    }

    [Theory]
    [InlineData("HY1")]
    [InlineData("HY1.")]
    [InlineData("HY1..")]
    [InlineData("HY2.W10.AAAA")]
    [InlineData("HY1.W10.AAAA")] // []
    [InlineData("HY1.bnVsbA.AAAA")] // null
    [InlineData("HY1.WyIxIiwiMiIsIjMiLCI0IiwiNSIsIjYiLCI3IiwiOCJd.AAAA")] // eight words that are no facts
    public void What_is_no_code_is_not_read(string text) => Assert.Null(CertificateCode.Read(text));

    [Fact]
    public void A_very_long_text_is_not_read() => Assert.Null(CertificateCode.Read("HY1." + new string('A', 100_000) + ".AAAA"));

    [Fact]
    public void Any_altered_letter_of_the_facts_breaks_the_signature()
    {
        var keys = KeyRing.Read(File.ReadAllBytes(file));
        var code = Sign(facts);
        for (var at = 4; at < code.LastIndexOf('.'); at++)
        {
            var altered = code[..at] + (code[at] == 'A' ? 'B' : 'A') + code[(at + 1)..];
            Assert.NotEqual(CodeState.Valid, keys.Check(altered, Today).State);
        }
    }

    [Fact]
    public void Checking_a_code_costs_little_more_than_the_signature_itself()
    {
        const int Rounds = 20;
        var keys = KeyRing.Read(File.ReadAllBytes(file));
        var code = Sign(facts);
        var text = Encoding.ASCII.GetBytes(code[..code.LastIndexOf('.')]);
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(code.AsSpan(code.LastIndexOf('.') + 1));
        using var bare = ECDsa.Create();
        bare.ImportSubjectPublicKeyInfo(open, out _);
        var (alone, whole) = (double.MaxValue, double.MaxValue);
        for (var tries = 0; tries < 200; tries++) // the quickest of many short runs: the machine may be busy with something else
        {
            alone = Math.Min(alone, Time(() => bare.VerifyData(text, signature, HashAlgorithmName.SHA256)));
            whole = Math.Min(whole, Time(() => keys.Check(code, Today).State == CodeState.Valid));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds / whole:0} checks a second, {Rounds / alone:0} bare signatures: {alone / whole:0.00}");
        Assert.True(alone / whole >= 0.8, $"{Rounds / whole:0} checks a second, {Rounds / alone:0} bare signatures");

        static double Time(Func<bool> isValid)
        {
            var watch = Stopwatch.StartNew();
            for (var round = 0; round < Rounds; round++)
                Assert.True(isValid());
            return watch.Elapsed.TotalSeconds;
        }
    }

    private string Sign(CertificateFacts signed) => CertificateCode.Sign(signed, Kid, Signers.Usual, secret);

    private Task<int> VerifyAsync(string code) => VerifyVerb.Create().Parse([code, "--keys", file])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
}
