using System.CommandLine;
using Hongyan.Platform;

var program = new RootCommand("鸿雁：流动党员双向管理 / Hongyan: two-sided care of floating members");
InstallationOptions.AddTo(program);
foreach (var command in Manifests.Commands())
    program.Subcommands.Add(command);
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
catch (Exception error) when (Faults.Sentence(error) is not null)
{
    Console.Error.WriteLine(Faults.Sentence(error));
    return 2;
}
