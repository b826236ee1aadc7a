using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Hongyan.Data;
using Hongyan.Platform.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.WebEncoders;

namespace Hongyan.Platform;

/// <summary>The web application: what it is made of, and the order in which a request passes through it.</summary>
internal static class Web
{
    // Charts set style attributes; scripts and style sheets come from here only.
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static WebApplication Build(Installation installation, string urls)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Web).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(urls).UseStaticWebAssets().ConfigureKestrel(Limits);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        Services(builder.Services, installation);
        SignedIn.Services(builder.Services, installation);
        foreach (var feature in Manifests.All) feature.Services(builder.Services);
        foreach (var job in Manifests.Jobs) job.Add(builder.Services);
        Jobs.BackgroundJobs.Services(builder.Services);
        Telemetry.Services(builder);

        var app = builder.Build();
        Telemetry.Begin(app.Services);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/Errors/500", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/Errors/{0}", createScopeForStatusCodePages: true);
        app.UseMiddleware<Refusals>();
        app.UseForwardedHeaders(); // of a proxy on this machine only
        app.Use(SecurityHeaders);
        app.Use(ReadableText.RefuseAddress);
        if (installation.Options.HttpsOnly) app.Use(RefuseUnencrypted);
        app.UseWhen(request => Path.HasExtension(request.Request.Path), StaticFiles);
        app.UseWhen(IsSafeToCompress, pages => pages.UseResponseCompression());
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseMiddleware<KeptForms>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(SignedIn.FactorFirst);
        app.UseMiddleware<RequestForm>();
        app.UseWhen(NeedsDatabase, pages => pages.UseMiddleware<RequestTransaction>());
        app.MapRazorPages();
        Access.Answers(app);
        return app;
    }

    /// <summary>Where the keys lie that seal cookies and forms.</summary>
    public static DirectoryInfo CookieKeys(Installation installation) => Directory.CreateDirectory(Path.Combine(installation.DataDirectory, "keys"));

    /// <summary>For a server that is reached without a proxy, or by one that hands everything through at once.</summary>
    private static void Limits(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxRequestBodySize = RequestForm.SignedInBytes;
        // 2G at its worst still sends 6 kB a second
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(10));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(20));
    }

    private static void Services(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation);
        services.AddSingleton(installation.Policy);
        services.AddSingleton(installation.Secrets);
        services.AddSingleton(installation.Clock);
        services.AddDbContext<HongyanDb>(options => installation.ConnectPages(options));
        services.AddDataProtection().SetApplicationName("hongyan")
            .PersistKeysToFileSystem(CookieKeys(installation));

        services.AddSingleton<RequestSlots>();
        services.AddTransient<Texts>();
        services.AddSingleton<Microsoft.AspNetCore.Mvc.DataAnnotations.IValidationAttributeAdapterProvider, TypedText.Sentences>();
        services.AddScoped<Audit>();
        services.AddSingleton<FormTokens>().AddScoped<DraftStore>().AddScoped<SentForms>().AddScoped<TypedForms>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } request
            ? new Actor(request.User, request.Connection.RemoteIpAddress?.ToString())
            : new Actor(principal: null));

        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/Features";
            Access.Table(pages.Conventions);
        }).AddMvcOptions(FormTexts.Use).AddMvcOptions(RequestValues.Use).AddMvcOptions(Guards).AddDataAnnotationsLocalization(FormTexts.Use);
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddAntiforgery(options => Cookies.Keep(installation, options.Cookie, "hongyan-form"));
        services.Configure<CookieTempDataProviderOptions>(options => Cookies.Keep(installation, options.Cookie, "hongyan-message"));
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.AddResponseCompression(options => options.EnableForHttps = true); // of the pages that IsSafeToCompress names
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookies.Name(installation, Preference.Language) },
                new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    private static void Guards(MvcOptions mvc)
    {
        mvc.Filters.Add(new HandlersOnly());
        mvc.Filters.Add(new AddressValues());
        mvc.Filters.Add<HandlerGuard>();
        foreach (var feature in Manifests.All) feature.Filters(mvc.Filters);
        mvc.Filters.Add<SendingOnce>();
    }

    /// <summary>The error page must work when the database does not.</summary>
    private static bool NeedsDatabase(HttpContext request) =>
        !request.Request.Path.StartsWithSegments("/Errors") && !request.Request.Path.StartsWithSegments("/health")
        && request.GetEndpoint()?.Metadata.GetMetadata<ReadsByItself>() is null;

    /// <summary>
    /// Nothing that another could choose is in such a page but small letters, so that its length tells nothing of the digits, names and tokens in it (BREACH).
    /// </summary>
    private static bool IsSafeToCompress(HttpContext context) => HttpMethods.IsGet(context.Request.Method)
        && context.Request.Query.All(one => one.Value.All(value => value is { Length: <= LongestPlainValue }
            && value.All(letter => letter is (>= 'a' and <= 'z') or '-')));

    private const int LongestPlainValue = 30;

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        context.Response.OnStarting(() =>
        {
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            if (headers.CacheControl.Count == 0 || !context.Items.ContainsKey(typeof(StaticFileMiddleware)))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Not led elsewhere: a proxy that forgets to say how people come would lead them in circles.</summary>
    private static Task RefuseUnencrypted(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health")) return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("只接受 https 访问；反向代理须发送 X-Forwarded-Proto。 / Reached by https only; the proxy must send X-Forwarded-Proto.",
            context.RequestAborted);
    }

    private static void StaticFiles(IApplicationBuilder app)
    {
        app.UseMiddleware<PackedFiles>();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                file.Context.Items[typeof(StaticFileMiddleware)] = true;
                // asp-append-version puts the file's hash there
                file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
                    ? "public, max-age=31536000, immutable"
                    : "public, no-cache";
            },
        });
    }
}
