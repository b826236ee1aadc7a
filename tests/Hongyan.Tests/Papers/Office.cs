using System.Diagnostics;

namespace Hongyan.Tests.Papers;

/// <summary>An office program, which takes its time to start: so it converts everything at once.</summary>
internal static class Office
{
    /// <summary>Makes a PDF, its text and its pages as PNG of every file in the directory.</summary>
    public static async Task ConvertAsync(string directory)
    {
        var files = Directory.GetFiles(directory, "*.docx").Concat(Directory.GetFiles(directory, "*.xlsx")).ToArray();
        await RunAsync("soffice", [$"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to", "pdf", "--outdir", directory, .. files]);
        foreach (var file in files)
        {
            var pdf = Path.ChangeExtension(file, ".pdf");
            await RunAsync("pdftotext", [pdf, Path.ChangeExtension(file, ".txt")]);
            await RunAsync("pdftoppm", ["-r", "60", "-png", pdf, Path.ChangeExtension(file, null)!]);
        }
        Directory.Delete(Path.Combine(directory, "profile"), recursive: true);
    }

    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await output}{await errors}");
    }
}
