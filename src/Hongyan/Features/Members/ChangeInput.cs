using System.ComponentModel.DataAnnotations;

namespace Hongyan.Features.Members;

/// <summary>What is asked when a field of the basic data changes.</summary>
public sealed class ChangeInput
{
    public const int LongestValue = 100, LongestReason = 200, LongestAnswer = 500;

    [StringLength(LongestValue)]
    public string? Value { get; set; }

    /// <summary>changed or corrected.</summary>
    public string? Kind { get; set; }

    public string? Since { get; set; }

    [StringLength(LongestReason)]
    public string? Reason { get; set; }

    [StringLength(LongestValue)]
    public string? Paper { get; set; }

    /// <summary>What the member reads when he had asked for it.</summary>
    [StringLength(LongestAnswer)]
    public string? Answer { get; set; }
}
