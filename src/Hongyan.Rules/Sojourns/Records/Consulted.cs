using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The two parties of an agreement consulted. Written to stays until agreements were cases of their own.</summary>
public sealed record Consulted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("consulted") { Order = 620, IsFormer = true, IsInMenu = false, HasForm = false };
}
