namespace Hongyan.Tests.Fuzzing;

/// <summary>One request with a place for a hostile value: a piece of the path, a name in the query, or a field of a form.</summary>
/// <param name="Path">With <see cref="Place"/> where the value stands, if it stands there.</param>
/// <param name="Query">The other names of the query.</param>
/// <param name="Name">The name in the query, or of the form's field; nothing when the value stands in the path.</param>
/// <param name="Fields">The other fields of the form; nothing for a page that is only shown.</param>
/// <param name="Type">What the page reads the value as; nothing when that is not known.</param>
internal sealed record Target(
    string Path, IReadOnlyList<(string Name, string Value)> Query, string? Name, IReadOnlyList<(string Name, string Value)>? Fields = null, Type? Type = null)
{
    public const string Place = "\u0001";

    public bool IsForm => Fields is not null;

    public HttpRequestMessage With(string value, Uri server)
    {
        var encoded = Hostile.Encoded(value);
        var query = Query.Where(one => IsForm || one.Name != Name).Select(one => $"{one.Name}={Hostile.Encoded(one.Value)}");
        if (!IsForm && Name is not null) query = query.Append($"{Hostile.Encoded(Name)}={encoded}");
        var address = server.ToString().TrimEnd('/') + Path.Replace(Place, encoded, StringComparison.Ordinal) + "?" + string.Join('&', query);
        // sent as it is written: Uri would tidy what shall be untidy
        var request = new HttpRequestMessage(IsForm ? HttpMethod.Post : HttpMethod.Get,
            new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (IsForm)
        {
            var fields = Fields!.Where(one => one.Name != Name).Select(one => $"{Hostile.Encoded(one.Name)}={Hostile.Encoded(one.Value)}");
            if (Name is not null) fields = fields.Append($"{Hostile.Encoded(Name)}={encoded}");
            request.Content = new StringContent(string.Join('&', fields), mediaType: new("application/x-www-form-urlencoded"));
        }
        return request;
    }

    public string Said(string value) =>
        $"{(IsForm ? "POST" : "GET")} {Path.Replace(Place, "{value}", StringComparison.Ordinal)} "
            + $"{Name} = {(value.Length > 60 ? value[..20] + "… " + value.Length : value.Replace('\0', '␀'))}";
}
