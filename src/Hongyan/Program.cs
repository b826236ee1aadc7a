using System.CommandLine;
using Hongyan.Features;
using Hongyan.Platform;

var program = new RootCommand("鸿雁：流动党员双向管理 / Hongyan: two-sided care of floating members");
InstallationOptions.AddTo(program);
foreach (var command in Commands.All())
{
    Access.Of("command " + command.Name); // what no line names does not start
    program.Subcommands.Add(command);
}
program.Subcommands.Add(ServeVerb.Create());
program.Subcommands.Add(Hongyan.Features.Demo.DemoVerb.Create());
program.Subcommands.Add(Hongyan.Features.Import.ImportVerb.Create());
program.Subcommands.Add(Hongyan.Features.Reports.ReportVerb.Create());
program.Subcommands.Add(Hongyan.Features.Duties.DutiesVerb.Create());
program.Subcommands.Add(Hongyan.Features.Backup.BackupVerb.CreateBackup());
program.Subcommands.Add(Hongyan.Features.Backup.BackupVerb.CreateRestore());
program.Subcommands.Add(Hongyan.Features.Auditing.AuditVerb.Create());
program.Subcommands.Add(Hongyan.Features.Verify.VerifyVerb.Create());
program.Subcommands.Add(Hongyan.Features.Duties.RebuildVerb.Create());
program.Subcommands.Add(Hongyan.Features.Scale.GenerateVerb.Create());
program.Subcommands.Add(Hongyan.Features.Scale.ClusterVerb.Create());
program.Subcommands.Add(RulesVerb.Create());
program.Subcommands.Add(TraceVerb.Create());
try
{
    return await program.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UserError error)
{
    Console.Error.WriteLine(error.Message);
    return error.ExitCode;
}
catch (OperationCanceledException)
{
    return 130;
}
