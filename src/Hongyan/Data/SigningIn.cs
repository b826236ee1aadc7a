namespace Hongyan.Data;

/// <summary>An app that shows codes for an account. Its secret is encrypted, and a step of its clock is accepted once.</summary>
public sealed class Authenticator
{
    public required Guid AccountId { get; init; }
    public required byte[] Secret { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
    public required long LastStep { get; set; }
}

/// <summary>For the day on which phone and key are lost; one use each.</summary>
public sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }
    public required byte[] Hash { get; init; }
    public required byte[] Salt { get; init; }
}

/// <summary>What a browser was asked to sign with a passkey.</summary>
public sealed class PasskeyCeremony
{
    public required Guid Id { get; init; }
    public required string State { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>One browser in which an account is, or was, signed in.</summary>
public sealed class AccountSession
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>password, passkey, provider or invitation.</summary>
    public required string How { get; init; }

    /// <summary>The second factor: code, recovery-code, passkey or provider.</summary>
    public string? Factor { get; set; }
    public string? FromAddress { get; init; }
    public required string Browser { get; init; }
}

/// <summary>A failure to sign in. The client is a network, or a browser in which the account has signed in before.</summary>
public sealed class SignInFailure
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Client { get; init; }
    public required bool IsKnown { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An account's name at an identity provider.</summary>
public sealed class ExternalIdentity
{
    public required string Provider { get; init; }
    public required string Subject { get; init; }
    public required Guid AccountId { get; init; }
    public required DateTimeOffset LinkedAt { get; init; }
}
