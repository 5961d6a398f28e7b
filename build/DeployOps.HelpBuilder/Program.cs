using DeployOps.HelpBuilder;

if (args.Length != 3)
{
    await Console.Error.WriteLineAsync("usage: DeployOps.HelpBuilder <cmdlet assembly> <folder of help pages> <help file to write>");
    return 2;
}

var problems = HelpBuild.Run(cmdletAssembly: args[0], pagesFolder: args[1], helpFile: args[2]);
foreach (var problem in problems)
{
    // MSBuild reads this form and shows it as an error at that file and line.
    Console.WriteLine(problem);
}

return problems.Count == 0 ? 0 : 1;
