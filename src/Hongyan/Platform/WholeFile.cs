namespace Hongyan.Platform;

/// <summary>A file appears under its name only when it is whole; one that cannot be written leaves nothing behind, and an older one as it was.</summary>
internal static class WholeFile
{
    public static Task WriteAsync(string path, byte[] content, CancellationToken cancellation, bool isSecret = false) =>
        WriteAsync(path, async file => await file.WriteAsync(content, cancellation), isSecret);

    /// <param name="path">The file.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <param name="isSecret">Only its owner may read it.</param>
    /// <exception cref="UserError">The disk is full, or the file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write, bool isSecret = false)
    {
        var unfinished = path + ".part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (isSecret && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(unfinished, options))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception problem)
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
            if (problem is IOException or UnauthorizedAccessException)
                throw new UserError($"无法写入 {path}：{Faults.Sentence(problem)} / {path} cannot be written.");
            throw;
        }
    }
}
