using Microsoft.Playwright;

namespace Hongyan.Browser;

/// <summary>The device on which somebody looks at a page, and what it asks for.</summary>
public sealed record Look(int Width, int Height)
{
    public static readonly Look Phone = new(360, 800);
    public static readonly Look Desk = new(1280, 800);

    public bool Dark { get; init; }
    public bool English { get; init; }
    public bool JavaScript { get; init; } = true;
    public float Scale { get; init; } = 1;

    public BrowserNewContextOptions Context(Uri address, string? signedIn = null) => new()
    {
        BaseURL = address.ToString(),
        StorageState = signedIn,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        DeviceScaleFactor = Scale,
        Locale = English ? "en-GB" : "zh-CN",
        TimezoneId = "Asia/Shanghai",
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        JavaScriptEnabled = JavaScript,
    };
}
