using Hongyan.Platform;
using Hongyan.Platform.Parts;

namespace Hongyan.Records;

/// <summary>The sentence of a refusal that the reader sees.</summary>
public static class RefusalText
{
    public static string In(this Refusal refusal, Texts texts) =>
        texts.For("Records")[refusal.Text, refusal.On is { } on ? DateText.Of(on) : null, refusal.Other switch
        {
            null => null,
            "departure" => texts.For("Records")["cause.departure"],
            _ => texts.For("Records")["record." + refusal.Other],
        }];
}
