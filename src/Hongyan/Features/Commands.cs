using System.CommandLine;

namespace Hongyan.Features;

/// <summary>Every command of the program.</summary>
internal static class Commands
{
    public static IEnumerable<Command> All() =>
    [
        ServeVerb.Create(),
        Demo.DemoVerb.Create(),
        Import.ImportVerb.Create(),
        Reports.ReportVerb.Create(),
        Duties.DutiesVerb.Create(),
        Backup.BackupVerb.CreateBackup(),
        Backup.BackupVerb.CreateRestore(),
        Auditing.AuditVerb.Create(),
        Keys.KeysVerb.Create(),
        Verify.VerifyVerb.Create(),
        Duties.RebuildVerb.Create(),
        Scale.GenerateVerb.Create(),
        Scale.ClusterVerb.Create(),
        RulesVerb.Create(),
        TraceVerb.Create(),
    ];
}
