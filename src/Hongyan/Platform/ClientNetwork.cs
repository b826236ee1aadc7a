using System.Net;
using System.Net.Sockets;

namespace Hongyan.Platform;

/// <summary>What limits per address count by: an IPv4 address, or the /64 of an IPv6 address, which one subscriber has for himself.</summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    public static string Of(string? address) => IPAddress.TryParse(address, out var parsed) ? Of(parsed) : "";

    public static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[PrefixBytes..].Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
