using System.CommandLine;
using Hongyan.Features.BranchOverview;
using Hongyan.Features.Duties;
using Hongyan.Platform;

namespace Hongyan.Features.Operation;

/// <summary>`rebuild`: all duties told anew from the records, after a restore or when in doubt.</summary>
internal static class RebuildVerb
{
    public static Command Create()
    {
        var command = new Command("rebuild", "按记录重算全部职责，有出入的改正 / tell all duties anew from the records and put right those that differ");
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            var rebuilt = await new Rebuilding(installation).RunAsync(null, cancellation);
            await new OrganizationFiguresKeeping(installation).RenewAsync(cancellation);
            Console.WriteLine($"核对外出 {rebuilt.Sojourns} 次，改正 {rebuilt.Changed} 次。 / {rebuilt.Sojourns} stays told anew, {rebuilt.Changed} put right.");
            return 0;
        });
        return command;
    }
}
