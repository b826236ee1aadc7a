using OtpNet;

namespace Hongyan.Features.Account;

/// <summary>Six digits that an app and the server both know for half a minute (RFC 6238).</summary>
internal static class OneTimeCode
{
    private const int SecretBytes = 20;
    private const int Digits = 6;

    // Phones go wrong a little.
    private static readonly VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    /// <summary>A new secret, as people type it into an app: base 32.</summary>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <summary>What the app reads from the picture.</summary>
    public static string Address(string issuer, string user, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(user)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    public static string At(string secret, DateTimeOffset time) => Of(secret).ComputeTotp(time.UtcDateTime);

    /// <summary>The step of the clock whose code this is: now, or one before or after.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now) =>
        code.Length == Digits && Of(secret).VerifyTotp(now.UtcDateTime, code, out var step, OneStepEitherWay) ? step : null;

    private static Totp Of(string secret) => new(Base32Encoding.ToBytes(secret), totpSize: Digits);
}
