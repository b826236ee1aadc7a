namespace Hongyan.Features.Reception;

/// <summary>A stay as an address names it: member.sojourn.</summary>
public static class Stays
{
    public static (Guid Member, Guid Sojourn)? Read(string? text) =>
        text?.Split('.') is [var member, var sojourn] && Guid.TryParse(member, out var one) && Guid.TryParse(sojourn, out var other) ? (one, other) : null;
}
