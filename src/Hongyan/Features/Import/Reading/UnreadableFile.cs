namespace Hongyan.Features.Import.Reading;

/// <summary>
/// The whole file is refused. <see cref="Code"/> is the end of the key <c>refused.…</c> in Texts.json. An exception, because it
/// ends the reading of any part at any depth; nobody outside of the import sees it.
/// </summary>
internal sealed class UnreadableFile(string code, params object[] arguments) : Exception(code)
{
    public string Code { get; } = code;

    public object[] Arguments { get; } = arguments;
}
