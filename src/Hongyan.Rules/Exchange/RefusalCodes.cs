namespace Hongyan.Rules.Exchange;

/// <summary>Why a message is refused, in words that both installations know.</summary>
public static class RefusalCodes
{
    public const string Profile = "profile";
    public const string Fork = "fork";
    public const string Newer = "newer";
    public const string KindUnknown = "kind-unknown";
    public const string NoSharedCase = "no-shared-case";
    public const string NotYourField = "not-your-field";
    public const string Party = "party";
    public const string Step = "step";
    public const string BeforeCause = "before-cause";
    public const string PersonDiffers = "person-differs";
    public const string DuplicateFact = "duplicate-fact";
    public const string Text = "text";
    public const string TooLate = "too-late";
    public const string TooLarge = "too-large";

    public static IReadOnlyList<string> All { get; } =
    [
        Profile, Fork, Newer, KindUnknown, NoSharedCase, NotYourField, Party, Step, BeforeCause, PersonDiffers, DuplicateFact, Text, TooLate, TooLarge,
    ];
}

/// <summary>The version of a kind of message: the major part says whether it can be read, the minor one only adds.</summary>
public readonly record struct MessageVersion(int Major, int Minor)
{
    /// <summary>What this program writes.</summary>
    public static MessageVersion Current { get; } = new(1, 0);

    /// <summary>The majors that are read: the present one and the one before it.</summary>
    public static IReadOnlyList<int> Read { get; } = [.. new[] { Current.Major - 1, Current.Major }.Where(major => major > 0)];

    public static MessageVersion? Parse(string? text) =>
        text?.Split('.') is [{ Length: > 0 and <= 4 } major, { Length: > 0 and <= 4 } minor] && (major + minor).All(char.IsAsciiDigit)
            ? new MessageVersion(int.Parse(major, System.Globalization.CultureInfo.InvariantCulture),
                int.Parse(minor, System.Globalization.CultureInfo.InvariantCulture)) : null;

    /// <summary>The code of the refusal; nothing when it can be read.</summary>
    public string? Refusal => Read.Contains(Major) ? null : RefusalCodes.Newer;

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
