using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Hosting;

namespace Hongyan.Tests.Rights;

/// <summary>
/// No page works beyond row-level security: from what answers a request no call leads to the owner's connection. Background work, which a
/// page may start, has it. Read from the compiled program, so a new page or part is covered without an entry here.
/// </summary>
public sealed partial class OwnerConnectionTests
{
    private static readonly Assembly Program = typeof(Installation).Assembly;
    private static readonly OpCode[] Codes = [.. typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!)];
    private static readonly Dictionary<short, OpCode> ByValue = Codes.ToDictionary(code => code.Value);

    [Fact]
    public void What_answers_a_request_never_reaches_the_owners_connection()
    {
        var calls = Program.GetTypes().SelectMany(BodiesOf).SelectMany(body => CalledBy(body).Select(called => (From: NameOf(body), To: NameOf(called))))
            .Where(call => call.From != call.To).ToLookup(call => call.From, call => call.To);
        var (seen, way) = (new HashSet<string>(), new Queue<(string Name, string Way)>());
        foreach (var root in Program.GetTypes().Where(Answers).SelectMany(BodiesOf).Select(NameOf).Distinct())
            way.Enqueue((root, root));
        Assert.InRange(way.Count, 300, 10_000);
        var reached = new List<string>();
        while (way.TryDequeue(out var at))
        {
            if (!seen.Add(at.Name)) continue;
            if (at.Name is "Hongyan.Platform.Installation.OpenDb" or "Hongyan.Platform.Installation.get_DataSource") reached.Add(at.Way);
            foreach (var next in calls[at.Name])
                way.Enqueue((next, $"{at.Way} → {next}"));
        }
        Assert.True(reached.Count == 0, string.Join(Environment.NewLine, reached));
    }

    [Fact]
    public void The_way_is_found_where_there_is_one()
    {
        var body = BodiesOf(typeof(Features.Duties.DutyRenewal)).Where(method => NameOf(method).EndsWith("DutyRenewal.BatchAsync", StringComparison.Ordinal));
        Assert.Contains(body.SelectMany(CalledBy), called => NameOf(called) == "Hongyan.Platform.Installation.OpenDb");
    }

    /// <summary>Pages, their compiled views, parts of pages, filters, and what a request passes on its way.</summary>
    private static bool Answers(Type type) =>
        typeof(PageModel).IsAssignableFrom(type) || typeof(RazorPageBase).IsAssignableFrom(type) || typeof(IFilterMetadata).IsAssignableFrom(type)
        || typeof(Microsoft.AspNetCore.Razor.TagHelpers.ITagHelper).IsAssignableFrom(type)
        || type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Any(method => method.Name is "InvokeAsync" && method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(HttpContext))
        || type == typeof(SignedIn);

    /// <summary>What it does itself and in the types that the compiler made of it; background work is not gone into.</summary>
    private static IEnumerable<MethodBase> BodiesOf(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return typeof(IHostedService).IsAssignableFrom(Outermost(type)) || typeof(BackgroundWork).IsAssignableFrom(Outermost(type)) ? []
            : [.. type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)),
                .. type.GetNestedTypes(All).Where(inner => inner.Name.Contains('<', StringComparison.Ordinal)).SelectMany(BodiesOf)];
    }

    // A state machine or a lambda is called after the method that it was made of.
    private static string NameOf(MethodBase method)
    {
        var type = method.DeclaringType!;
        var made = Made().Match(method.Name) is { Success: true } own ? own : Made().Match(type.Name);
        return $"{Outermost(type).FullName}.{(made.Success ? made.Groups[1].Value : method.Name)}";
    }

    private static Type Outermost(Type type) =>
        type.IsNested && type.DeclaringType is { } outer ? Outermost(outer) : type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xfe ? ByValue[(short)(0xfe00 | il[at + 1])] : ByValue[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineTok && Resolve(method, BitConverter.ToInt32(il, at)) is { } called
                && called.Module.Assembly == Program)
                yield return called;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMember(token, method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
                method.IsGenericMethod ? method.GetGenericArguments() : null) as MethodBase;
        }
        catch (Exception unknown) when (unknown is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("<([^>]+)>")]
    private static partial Regex Made();
}
