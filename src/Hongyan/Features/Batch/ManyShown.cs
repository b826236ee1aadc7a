using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Batch;

/// <summary>What a page of a batch says beside its form.</summary>
public sealed partial class ManyModel
{
    /// <summary>What has to be said above the form.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            var words = texts.For("Batch");
            if (AbsentText is { } absent)
                yield return absent;
            if (Gone > 0 && (Act is not null || IsRestored))
                yield return words["gone", Gone];
            if (Typed.Over > 0)
                yield return words["over-most", People.Most, Typed.Over];
            if (Typed.Unknown.Count > 0)
            {
                var rows = Typed.Unknown.Where(row => row.Length > 0).Distinct();
                yield return words["unknown", Typed.Unknown.Count, string.Join(texts.For("Records")["and"], rows)];
            }
        }
    }

    /// <summary>What is typed once, in words, as the page to check says it.</summary>
    public string CommonText
    {
        get
        {
            var records = texts.For("Records");
            var said = More.Where(one => Typed.Common.GetValueOrDefault(one.Name) is { Length: > 0 })
                .Select(one => records["said", records["field." + one.Name], Typed.Common[one.Name]]);
            return string.Join(" · ", said.Prepend(Typed.Common.GetValueOrDefault(RecordInput.On) ?? ""));
        }
    }

    /// <summary>The same form without what was typed before.</summary>
    public string AnewAddress => Request.Path + Request.QueryString.Add("anew", "true");

    /// <summary>What is said once where all were together.</summary>
    public RecordInput Said
    {
        get
        {
            var form = new RecordInput(Typed.Form, asked: Typed.Form.FieldsForMany);
            foreach (var (name, value) in Typed.Common.Where(pair => Typed.IsOwn(pair.Key)))
                form.Values[name] = value;
            return form;
        }
    }

    public string? Place => Typed.Common.GetValueOrDefault(Judging.Place);

    /// <summary>The names of organisations that records name by their paths.</summary>
    public IReadOnlyDictionary<string, string> Organizations => All.SelectMany(person => person.Form.Found.GetValueOrDefault("organization") ?? [])
        .DistinctBy(one => one.Value).ToDictionary(one => one.Value, one => one.Text);
}
