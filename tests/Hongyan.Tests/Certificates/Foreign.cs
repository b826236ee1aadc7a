using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Hongyan.Tests.Certificates;

/// <summary>Libraries for Node.js that nobody here wrote, asked what they make of something signed (foreign.mjs).</summary>
internal static class Foreign
{
    public static async Task<JsonObject> AskAsync(JsonObject asked)
    {
        var script = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Certificates", "foreign.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        await node.StandardInput.WriteAsync(asked.ToJsonString());
        node.StandardInput.Close();
        var (said, complaint) = (await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, complaint);
        return (JsonObject)JsonNode.Parse(said)!;
    }
}
