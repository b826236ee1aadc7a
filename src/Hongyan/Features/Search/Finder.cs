using System.Text.RegularExpressions;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Search;

/// <summary>A member who was found, and by what.</summary>
public sealed record Hit
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Branch { get; init; }

    /// <summary>Of the stay he is on; nothing when he is at home.</summary>
    public string? State { get; init; }
    public string? Host { get; init; }
    public string? Certificate { get; init; }

    /// <summary>certificate, id, phone, name or place.</summary>
    public required string By { get; init; }

    /// <summary>Encrypted, where the hit is by its end: the database compares no more than the last four digits.</summary>
    public byte[]? Number { get; init; }
}

/// <summary>
/// Finds members in the reader's scope by name, by the beginning of a certificate number, by the end of a phone or ID number, and by the
/// place or employer they went to.
/// </summary>
public sealed partial class Finder(HongyanDb db)
{
    public const int Longest = 40;
    public const int Most = 50;
    private const int LeastDigits = 4;

    /// <summary>Numbers belong to people and to papers; they stay out of addresses, which are kept in histories and logs.</summary>
    public static bool IsNumber(string search) => search.Any(char.IsAsciiDigit);

    /// <summary>One more than <see cref="Most"/> when there are more.</summary>
    /// <param name="top">The reader's organisation.</param>
    public async Task<List<Hit>> FindAsync(string search, string top, CancellationToken cancellation)
    {
        var end = top + "/";
        var digits = Separators().Replace(search, "");
        var phone = digits.Length >= LeastDigits && digits.All(char.IsAsciiDigit) ? digits : null;
        var tail = phone?[^LeastDigits..];
        var id = IdEnd().IsMatch(digits) ? digits.ToUpperInvariant() : null;
        var idEnd = id is null ? null : db.Secrets.HashEnd(id[^LeastDigits..]);
        int? most = (id ?? phone)?.Length > LeastDigits ? null : Most + 1; // of those with the same end the right ones are picked here
        var number = IsNumber(search) && digits.Length >= LeastDigits ? digits.ToUpperInvariant() : null;
        var (numberEnd, name) = (number + '\uffff', number is null ? search : null);
        var like = LikePattern.Anywhere(name);
        var hits = await db.Database.SqlQuery<Hit>($"""
            with hits as (
              select member_id, 'certificate' as found_by, 0 as rank from sojourn
              where certificate_number collate "C" >= {number} and certificate_number collate "C" < {numberEnd}
              union all
              select c.member_id, 'certificate', 0 from certificate_number n join certificate c on c.member_id = n.member_id and c.id = n.certificate_id
              where n.number >= {number} and n.number < {numberEnd}
              union all
              select id, 'phone', 1 from member where phone_tail = {tail}
              union all
              select id, 'id', 1 from member where id_end = {idEnd}::bytea
              union all
              select member_id, 'place', 4 from sojourn
              where {name}::text is not null and ended_on is null and (destination like {like} or employer like {like} or host_name like {like})
                and (home_path >= {top} and home_path < {end} or host_path >= {top} and host_path < {end})
              union all
              select id, 'name', case when starts_with(name, {name}) then 2 else 3 end from member
              where {name}::text is not null and name like {like} and home_path >= {top} and home_path < {end}
              union all
              select m.id, 'name', case when starts_with(m.name, {name}) then 2 else 3 end
              from sojourn s join member m on m.id = s.member_id
              where {name}::text is not null and m.name like {like} and s.host_path >= {top} and s.host_path < {end}
            ), best as (
              select member_id, (array_agg(found_by order by rank))[1] as found_by, min(rank) as rank from hits group by member_id
            )
            select m.id as "Id", m.name as "Name", coalesce(home.name, guest_home(g.home_outside, g.home_words)) as "Branch",
                   s.state as "State", coalesce(host.name, s.host_name) as "Host",
                   s.certificate_number as "Certificate", b.found_by as "By", case b.found_by when 'phone' then m.phone when 'id'
                     then m.id_number end as "Number"
            from best b
            join member m on m.id = b.member_id
            left join organization home on home.path = m.home_path
            left join lateral (
              select home_outside, home_words from sojourn where member_id = m.id and m.home_path is null order by departed_on desc limit 1) g on true
            left join lateral (select * from sojourn where member_id = m.id and ended_on is null limit 1) s on true
            left join organization host on host.path = s.host_path
            where m.left_on is null
            order by b.rank, m.name collate hongyan_name, m.home_path, m.id limit {most}
            """).ToListAsync(cancellation);
        return [.. hits.Where(hit => hit.By is not ("id" or "phone") || IsOf(hit, hit.By == "id" ? id! : phone!)).Take(Most + 1)];
    }

    private bool IsOf(Hit hit, string end) =>
        hit.Number is null ? end.Length == LeastDigits
            : string.Concat(db.Secrets.Decrypt(hit.Number).Where(char.IsAsciiLetterOrDigit)).EndsWith(end, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[0-9]{3,17}[0-9Xx]\z")]
    private static partial Regex IdEnd();

    [GeneratedRegex(@"[\s\-－—]+")]
    private static partial Regex Separators();
}
