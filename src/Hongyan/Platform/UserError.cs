namespace Hongyan.Platform;

/// <summary>Something whoever typed the command can put right: one sentence and an exit code, no stack trace.</summary>
public sealed class UserError(string sentence, int exitCode = 2) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
