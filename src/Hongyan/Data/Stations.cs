namespace Hongyan.Data;

/// <summary>A place where a committee serves members: found by anybody from the day it is published until it is closed.</summary>
public sealed class Station
{
    public required Guid Id { get; init; }
    public required string OrgPath { get; init; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>When it is open, in words.</summary>
    public required string Hours { get; set; }
    public required string Phone { get; set; }

    /// <summary>job, training, rights, dues or life.</summary>
    public required string[] Services { get; set; }

    /// <summary>The district, by its code of six digits.</summary>
    public required string RegionCode { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
}
