using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Hongyan.Platform;

/// <summary>
/// Static files, compressed once at the best level and kept in memory: they are few, and a phone on a bad line waits for their bytes.
/// What is not text, or has no version in its address, is left to the static files behind.
/// </summary>
internal sealed class PackedFiles(RequestDelegate next, IWebHostEnvironment environment)
{
    private const string Brotli = "br", Gzip = "gzip";
    private const int LargestAtBest = 200_000; // the best level takes a second for more

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css", [".js"] = "text/javascript", [".svg"] = "image/svg+xml",
    };

    private readonly ConcurrentDictionary<(string Path, string Encoding, DateTimeOffset Changed), Lazy<byte[]>> packed = new();

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || !request.Query.ContainsKey("v") || !Types.TryGetValue(Path.GetExtension(request.Path.Value!), out var type)
            || Encoding(request.Headers.AcceptEncoding) is not { } encoding
            || environment.WebRootFileProvider.GetFileInfo(request.Path) is not { Exists: true, IsDirectory: false } file)
        {
            await next(context);
            return;
        }
        var content = packed.GetOrAdd((request.Path.Value!, encoding, file.LastModified), _ => new(() => Pack(file, encoding))).Value;
        context.Items[typeof(StaticFileMiddleware)] = true;
        var headers = context.Response.Headers;
        (headers.ContentType, headers.ContentEncoding, headers.ContentLength, headers.Vary) = (type, encoding, content.Length, HeaderNames.AcceptEncoding);
        headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static string? Encoding(StringValues accepted)
    {
        var text = accepted.ToString();
        return text.Contains(Brotli, StringComparison.OrdinalIgnoreCase) ? Brotli : text.Contains(Gzip, StringComparison.OrdinalIgnoreCase) ? Gzip : null;
    }

    private static byte[] Pack(IFileInfo file, string encoding)
    {
        var level = file.Length > LargestAtBest ? CompressionLevel.Optimal : CompressionLevel.SmallestSize;
        using var content = new MemoryStream();
        using (var source = file.CreateReadStream())
        using (Stream target = encoding == Brotli ? new BrotliStream(content, level) : new GZipStream(content, level))
            source.CopyTo(target);
        return content.ToArray();
    }
}
