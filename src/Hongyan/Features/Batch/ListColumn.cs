using Hongyan.Records;
using Hongyan.Rules.Engine;

namespace Hongyan.Features.Batch;

/// <summary>What is asked of each on a list: a field of the record, its day, its remark, or the second button of its form.</summary>
/// <param name="Title">Its heading in the file, by which it is found there again.</param>
/// <param name="Label">Its heading where the choices stand elsewhere.</param>
internal sealed record ListColumn(string Name, string Title, string Label, RecordField? Field)
{
    public const string Missed = "missed";

    public FieldKind Kind => Field?.Kind ?? Name switch { RecordInput.On => FieldKind.Date, Missed => FieldKind.YesNo, _ => FieldKind.Prose };
}
