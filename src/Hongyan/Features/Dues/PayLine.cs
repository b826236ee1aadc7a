namespace Hongyan.Features.Dues;

/// <summary>What is typed for one stay in a payment.</summary>
public sealed class PayLine
{
    public Guid Sojourn { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    public Guid Id { get; set; }

    public List<string> Months { get; set; } = [];

    /// <summary>Empty: the sum of the months.</summary>
    public string? Amount { get; set; }

    public string? Reason { get; set; }
}
