using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>Finds the people whom pasted names or rows of a sheet mean: those away whom the reader's own organisations answer for, and nobody else.</summary>
public sealed class Pasting(HongyanDb db, Actor actor)
{
    private const int MostRows = 2_000;
    private const int LongestShown = 60;
    private static readonly char[] Cells = ['\t', ' ', '\u3000', ',', '，', '、', ';', '；', '|'];

    /// <summary>Adds whom it finds to the batch, and names the rows that mean nobody or more than one; true, for the answer is the form.</summary>
    public async Task<bool> AddAsync(BatchContent content, string text, CancellationToken cancellation)
    {
        List<string[]> rows = [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Take(MostRows)
            .Select(row => row.Split(Cells, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(row => row.Length > 0)];
        var away = await AwayAsync([.. rows.SelectMany(row => row).Distinct()], content.Side, cancellation);
        var (known, unknown, over) = (content.People.ToHashSet(), new List<string>(), 0);
        foreach (var row in rows)
        {
            var names = row.Where(away.Contains).ToList();
            var meant = names.ConvertAll(name => OneOf([.. away[name]], row));
            if (meant.Count == 0 || meant.Contains(null))
                unknown.Add(Shown(row));
            foreach (var stay in meant.OfType<Guid>().Where(known.Add))
            {
                if (content.People.Count < People.Most)
                    content.People.Add(stay);
                else
                    over++;
            }
        }
        (content.Unknown, content.Over) = (unknown, over);
        return true;
    }

    private async Task<ILookup<string, Away>> AwayAsync(List<string> words, Side side, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Array.Empty<Away>().ToLookup(one => one.Name);
        var end = top + "/";
        var found = await (
            from stay in db.Sojourns.AsNoTracking()
            join member in db.Members on stay.MemberId equals member.Id
            where stay.EndedOn == null && words.Contains(member.Name)
            let path = side == Side.Home ? stay.HomePath : stay.HostPath
            where path!.CompareTo(top) >= 0 && path.CompareTo(end) < 0
            let branch = db.Organizations.Where(o => o.Path == path).Select(o => o.Name).FirstOrDefault()
            select new Away(stay.Id, member.Name, branch, stay.CertificateNumber, member.IdTail, member.Phone)).ToListAsync(cancellation);
        return found.ToLookup(one => one.Name);
    }

    /// <summary>Of several of one name, the one of whom the row says something more.</summary>
    private static Guid? OneOf(List<Away> alike, string[] row) => alike is [var only] ? only.Stay
        : alike.FindAll(one => Array.Exists(row, one.IsMeantBy)) is [var meant] ? meant.Stay : null;

    /// <summary>The row without numbers, which belong to people.</summary>
    private static string Shown(string[] row)
    {
        var text = string.Join(' ', row.Where(word => !word.Any(char.IsAsciiDigit)));
        return text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }

    private sealed record Away(Guid Stay, string Name, string? Branch, string? Certificate, string? IdTail, string? Phone)
    {
        public bool IsMeantBy(string word) => word == Branch || word == Certificate || word == Phone
            || (IdTail is { Length: > 0 } tail && word.EndsWith(tail, StringComparison.OrdinalIgnoreCase));
    }
}
