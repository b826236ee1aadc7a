using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

/// <summary>Reads the code on a screen as another phone's camera would.</summary>
internal static class Qr
{
    private const int Margin = 24;

    public static async Task<string> ReadAsync(IPage page, string selector)
    {
        var picture = await page.Locator(selector).ScreenshotAsync();
        await page.AddScriptTagAsync(new() { Url = "/lib/jsQR.js" });
        return await page.EvaluateAsync<string>("""
            async ([picture, margin]) => {
              const bytes = Uint8Array.from(atob(picture), one => one.charCodeAt(0));
              const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
              const canvas = new OffscreenCanvas(image.width + 2 * margin, image.height + 2 * margin);
              const paper = canvas.getContext('2d');
              paper.fillStyle = 'white';
              paper.fillRect(0, 0, canvas.width, canvas.height);
              paper.drawImage(image, margin, margin);
              const seen = paper.getImageData(0, 0, canvas.width, canvas.height);
              return jsQR(seen.data, seen.width, seen.height)?.data ?? '';
            }
            """, new object[] { Convert.ToBase64String(picture), Margin });
    }
}
