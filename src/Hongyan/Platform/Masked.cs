namespace Hongyan.Platform;

/// <summary>What a page shows of sensitive data until somebody says why he needs the whole.</summary>
public static class Masked
{
    private const int ShownOfPhone = 3;
    private const int ShownOfAddress = 6;

    /// <summary>199****0001: the beginning and the four digits people compare.</summary>
    public static string Phone(string phone) =>
        phone.Length > ShownOfPhone + 4 ? $"{phone[..ShownOfPhone]}****{phone[^4..]}" : "****";

    /// <summary>The province and the city, as a rule.</summary>
    public static string Address(string address) => address.Length > ShownOfAddress ? address[..ShownOfAddress] + "****" : "****";

    public static string Note(string _) => "****";
}
