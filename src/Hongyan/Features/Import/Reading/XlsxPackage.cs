using System.IO.Compression;
using System.Xml;

namespace Hongyan.Features.Import.Reading;

/// <summary>A relationship of a part: what it is, and the full name of the part it leads to.</summary>
internal readonly record struct Relationship(string Type, string Target);

/// <summary>
/// The parts of an .xlsx, found by their relationships whatever they are called. Namespaces are not compared, so that the strict form and any prefix
/// are read like the usual one; <see cref="PackageGuard"/> has checked the package before.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const string UsualWorkbook = "xl/workbook.xml";
    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(byte[] content)
    {
        zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        foreach (var part in zip.Entries) parts.TryAdd(Name(part), part);
        var root = RelationshipsOf("");
        Workbook = root.Values.Where(one => one.Type == "officeDocument").Select(one => one.Target).FirstOrDefault(parts.ContainsKey)
            ?? (parts.ContainsKey(UsualWorkbook) ? UsualWorkbook : throw new UnreadableFile("no-workbook"));
    }

    /// <summary>The name of the part that lists the sheets.</summary>
    public string Workbook { get; }

    public static string Name(ZipArchiveEntry part) => part.FullName.Replace('\\', '/').TrimStart('/');

    public bool Has(string part) => parts.ContainsKey(part);

    public XmlReader Open(string part) => XmlReader.Create(parts[part].Open(), Settings);

    /// <summary>The relationships of a part by their ids; types without the namespace before them.</summary>
    public IReadOnlyDictionary<string, Relationship> RelationshipsOf(string part)
    {
        var cut = part.LastIndexOf('/') + 1;
        var (folder, name) = (part[..cut], part[cut..]);
        var found = new Dictionary<string, Relationship>();
        if (!parts.ContainsKey($"{folder}_rels/{name}.rels")) return found;
        using var xml = Open($"{folder}_rels/{name}.rels");
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || xml.GetAttribute("TargetMode") == "External") continue;
            if (xml.GetAttribute("Id") is { } id && xml.GetAttribute("Type") is { } type && xml.GetAttribute("Target") is { } target)
                found.TryAdd(id, new Relationship(type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
        }
        return found;
    }

    public void Dispose() => zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        var path = target.Replace('\\', '/');
        var names = new List<string>();
        foreach (var name in (path.StartsWith('/') ? path : folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && names.Count > 0) names.RemoveAt(names.Count - 1);
            else if (name is not ("." or "..")) names.Add(name);
        }
        return Uri.UnescapeDataString(string.Join('/', names));
    }
}
