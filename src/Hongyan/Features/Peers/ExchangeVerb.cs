using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>`exchange card|introduce|export|import|status|digest|resync|freeze` at the machine. Comparing and confirming is left to two people.</summary>
internal static partial class ExchangeVerb
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出 / prints JSON", Recursive = true };
    private static readonly Option<string?> Out = new("--out") { Description = "写入的文件 / the file that is written" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "原因 / why" };
    private static readonly Argument<string> File = new("file") { Description = "对方的名片文件 / the other installation's card" };
    private static readonly Argument<string> Envelopes = new("file") { Description = "往来包文件（.hyx） / a file of envelopes (.hyx)" };
    private static readonly Argument<string> Peer = new("peer") { Description = "往来单位的编号或名称 / id or name of the peer" };

    public static Command Create()
    {
        var card = new Command("card", "本系统的名片 / the card of this installation") { Out };
        card.SetAction((arguments, cancellation) => RunAsync(arguments, CardAsync, cancellation));
        var introduce = new Command("introduce", "载入对方的名片 / load another installation's card") { File };
        introduce.SetAction((arguments, cancellation) => RunAsync(arguments, IntroduceAsync, cancellation));
        var export = new Command("export", "写出给一个单位的往来包 / write the envelopes for a peer") { Peer, Out };
        export.SetAction((arguments, cancellation) => CarryAsync(arguments, ExportAsync, cancellation));
        var import = new Command("import", "读入收到的往来包 / read envelopes that were brought") { Envelopes };
        import.SetAction((arguments, cancellation) => CarryAsync(arguments, ImportAsync, cancellation));
        var status = new Command("status", "往来单位及其状态 / peers and their states");
        status.SetAction((arguments, cancellation) => RunAsync(arguments, StatusAsync, cancellation));
        var freeze = new Command("freeze", "立即停止与一个单位往来 / stop the exchange with a peer at once") { Peer, Reason };
        freeze.SetAction((arguments, cancellation) => RunAsync(arguments, FreezeAsync, cancellation));
        var digest = new Command("digest", "双方已生效往来包的摘要 / digests of what took effect") { Peer };
        digest.SetAction((arguments, cancellation) => RunAsync(arguments, DigestAsync, cancellation));
        var resync = new Command("resync", "由备份恢复后重新对接；随后由两人在页面上确认 / after a restore; two people confirm on the page") { Peer };
        resync.SetAction((arguments, cancellation) => RunAsync(arguments, ResyncAsync, cancellation));
        return new Command("exchange", "系统之间的往来 / exchange between installations")
        {
            card, introduce, export, import, status, digest, resync, freeze, Json,
        };
    }

    private static async Task<int> RunAsync(
        ParseResult arguments, Func<ParseResult, ExchangeServices, CancellationToken, Task> work, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await work(arguments, new ExchangeServices(installation, db), cancellation);
        await transaction.CommitAsync(cancellation);
        return 0;
    }

    private static async Task CardAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var card = await services.Own.ReadAsync(cancellation)
            ?? throw new UserError("还没有组织部，无法建立名片。 / There is no organisation department yet, so there is no card.");
        if (arguments.GetValue(Out) is { } path)
            await WholeFile.WriteAsync(Path.GetFullPath(path), card.Write(), cancellation);
        if (arguments.GetValue(Json))
            Console.WriteLine(JsonSerializer.Serialize(new { card.Installation, card.Name, card.Fingerprint, card.Address }, Written));
        else if (arguments.GetValue(Out) is null)
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(card.Write()));
        else
            Console.WriteLine($"{card.Name}\n指纹 / fingerprint: {card.Fingerprint}");
    }

    private static async Task IntroduceAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(arguments.GetValue(File)!);
        if (!System.IO.File.Exists(path))
            throw new UserError($"没有文件 {path}。 / There is no file {path}.");
        var file = new FileInfo(path);
        var (card, problem) = file.Length > PeerCard.MostBytes ? (null, "card.too-large")
            : PeerCard.Read(await System.IO.File.ReadAllBytesAsync(path, cancellation));
        var department = await services.Db.Organizations.Where(o => o.Kind == "organization-department").OrderBy(o => o.Path).FirstOrDefaultAsync(cancellation)
            ?? throw ExchangeWords.Refused("card.no-department");
        var (peer, refusal) = card is null ? (null, problem) : await services.Acts.LoadAsync(department, card, cancellation);
        Show(arguments, [peer ?? throw ExchangeWords.Refused(refusal!)]);
    }

    private static async Task FreezeAsync(ParseResult arguments, ExchangeServices services, CancellationToken cancellation)
    {
        var reason = arguments.GetValue(Reason);
        if (string.IsNullOrWhiteSpace(reason))
            throw new UserError("请用 --reason 写明原因。 / Say why with --reason.");
        var peer = await NamedAsync(arguments, services.Db, cancellation);
        if (await services.Acts.FreezeAsync(peer, reason, since: null, cancellation) is { } refusal)
            throw ExchangeWords.Refused(refusal);
        Show(arguments, [peer]);
    }

    private static async Task<int> CarryAsync(
        ParseResult arguments, Func<ParseResult, Installation, CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
        return await work(arguments, installation, cancellation);
    }

    private static async Task<int> ExportAsync(ParseResult arguments, Installation installation, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(arguments.GetValue(Out) ?? throw new UserError("请用 --out 指明文件。 / Name the file with --out."));
        await using var db = installation.OpenDb();
        var peer = await NamedAsync(arguments, db, cancellation);
        var file = await new Carrier(installation).ExportAsync(peer.Id, cancellation) ?? throw ExchangeWords.Refused("carry.closed");
        await WholeFile.WriteAsync(path, file.Write(), cancellation);
        Console.WriteLine(arguments.GetValue(Json) ? JsonSerializer.Serialize(new { File = path, Envelopes = file.Envelopes.Count }, Written)
            : $"{path}  {file.Envelopes.Count}");
        return 0;
    }

    private static async Task<int> ImportAsync(ParseResult arguments, Installation installation, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(arguments.GetValue(Envelopes)!);
        if (!System.IO.File.Exists(path))
            throw new UserError($"没有文件 {path}。 / There is no file {path}.");
        var brought = new FileInfo(path).Length > HyxFile.MostBytes ? new BroughtFile(new Dictionary<Brought, int>(), "file.too-large")
            : await new Carrier(installation).ImportAsync(await System.IO.File.ReadAllBytesAsync(path, cancellation), cancellation);
        if (brought.Problem is { } problem)
            throw ExchangeWords.Refused(problem);
        Console.WriteLine(arguments.GetValue(Json) ? JsonSerializer.Serialize(brought.Count.ToDictionary(one => one.Key.ToString(), one => one.Value), Written)
            : string.Join("\n", brought.Count.Select(one => $"{ExchangeWords.Of("brought." + one.Key)} {one.Value}")));
        return 0;
    }

    private static async Task<KeptPeer> NamedAsync(ParseResult arguments, HongyanDb db, CancellationToken cancellation)
    {
        var named = arguments.GetValue(Peer)!;
        var found = await db.Peers.Where(one => (one.Name == named || one.Id.ToString() == named) && one.State != Rules.Peers.Peer.Ended)
            .ToListAsync(cancellation);
        return found is [var peer] ? peer
            : throw new UserError($"没有或不止一个往来单位“{named}”。 / There is no peer “{named}”, or more than one.");
    }
}
