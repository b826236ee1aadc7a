namespace Hongyan.Platform;

/// <summary>A file appears under its name only when it is whole; one that cannot be written leaves nothing behind, and an older one as it was.</summary>
internal static class WholeFile
{
    public static Task WriteAsync(string path, byte[] content, CancellationToken cancellation) =>
        WriteAsync(path, async file => await file.WriteAsync(content, cancellation));

    /// <summary>A key: only its owner may read it, and it never takes the place of one that is there.</summary>
    public static Task WriteKeyAsync(string path, byte[] key, CancellationToken cancellation) =>
        WriteAsync(path, async file => await file.WriteAsync(key, cancellation), isSecret: true, replaces: false);

    /// <param name="path">The file.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <param name="isSecret">Only its owner may read it.</param>
    /// <param name="replaces">It may take the place of an older one.</param>
    /// <exception cref="UserError">The disk is full, or the file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write, bool isSecret = false, bool replaces = true)
    {
        try
        {
            // what must not be replaced must not be begun by two at once either
            var unfinished = replaces ? path + ".part" : $"{path}.{Guid.CreateVersion7():N}.part";
            await using var file = Open(unfinished, isSecret);
            try
            {
                await write(file);
                file.Flush(flushToDisk: true);
                File.Move(unfinished, path, replaces);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"无法写入 {path}：{Faults.Sentence(problem)} / {path} cannot be written.");
        }
    }

    /// <summary>Whoever else writes the same file meanwhile is refused here, and touches nothing.</summary>
    private static FileStream Open(string path, bool isSecret)
    {
        // what fits no more is told by a write, and not once more when the file is closed
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (isSecret && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
