using System.ComponentModel.DataAnnotations;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Platform;

namespace Hongyan.Features.Members;

/// <summary>A new member as he is typed. Everything is text: the importer reads it as it reads a roster.</summary>
public sealed class MemberInput
{
    public const int LongestName = 100, LongestText = 200;

    public string? Branch { get; set; }

    [StringLength(LongestName)]
    public string? Name { get; set; }

    /// <summary>male or female.</summary>
    public string? Sex { get; set; }

    [StringLength(LongestName)]
    public string? Born { get; set; }

    [StringLength(LongestName)]
    public string? IdNumber { get; set; }

    [StringLength(LongestName)]
    public string? NoNumber { get; set; }

    /// <summary>full or probationary.</summary>
    public string? Status { get; set; }

    [StringLength(LongestName)]
    public string? Joined { get; set; }

    [StringLength(LongestName)]
    public string? Extended { get; set; }

    [StringLength(LongestName)]
    public string? Since { get; set; }

    /// <summary>admitted, moved-in or found.</summary>
    public string? How { get; set; }

    /// <summary>Why somebody admitted long ago is entered only now.</summary>
    [StringLength(LongestText)]
    public string? Why { get; set; }

    [StringLength(LongestName)]
    public string? Nation { get; set; }

    [StringLength(LongestName)]
    public string? Education { get; set; }

    [StringLength(LongestName)]
    public string? Phone { get; set; }

    [StringLength(LongestText)]
    public string? Address { get; set; }

    [StringLength(LongestName)]
    public string? Post { get; set; }

    /// <summary>yes or no.</summary>
    public string? MigrantWorker { get; set; }

    /// <summary>The property that holds a field of the importer.</summary>
    internal static string PropertyOf(string field) => char.ToUpperInvariant(field[0]) + field[1..];

    internal IReadOnlyList<TypedValue> Row(Texts words) =>
    [
        new(Fields.Branch, words["register.branch"], Branch),
        new(Fields.Name, words["name"], Name),
        new(Fields.Sex, words["sex"], BasicFields.Written(Fields.Sex, Sex)),
        new(Fields.Born, words["born"], Born),
        new(Fields.IdNumber, words["register.id"], IdNumber),
        new(Fields.NoNumber, words["register.no-number"], NoNumber),
        new(Fields.Status, words["register.status"], Status is "probationary" ? "预备党员" : Status is "full" ? "正式党员" : null),
        new(Fields.Joined, words["joined"], Joined),
        new(Fields.Extended, words["register.extended"], Extended),
        new(Fields.Nation, words["nation"], Nation),
        new(Fields.Education, words["education"], Education),
        new(Fields.Phone, words["phone"], Phone),
        new(Fields.Address, words["address"], Address),
        new(Fields.Post, words["register.post"], Post),
        new(Fields.MigrantWorker, words["basic.migrantWorker"], BasicFields.Written(Fields.MigrantWorker, MigrantWorker)),
    ];
}
