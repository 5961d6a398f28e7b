using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.HelpFiles;
using DeployOps.HelpBuilder.Pages;

namespace DeployOps.HelpBuilder;

/// <summary>From help pages and cmdlet metadata to one help file, or to the reasons why not.</summary>
public static class HelpBuild
{
    /// <summary>Builds the help file. With problems, an earlier file stays as it was.</summary>
    /// <param name="cmdletAssembly">The assembly that holds the cmdlets; what it rests on lies beside it.</param>
    /// <param name="pagesFolder">The folder that holds one page for each cmdlet.</param>
    /// <param name="helpFile">The help file to write.</param>
    /// <returns>What is wrong; empty when the file was written.</returns>
    public static IReadOnlyList<HelpProblem> Run(string cmdletAssembly, string pagesFolder, string helpFile)
    {
        var cmdlets = CmdletReader.ReadAssembly(cmdletAssembly);
        var pages = HelpPageReader.ReadFolder(pagesFolder);
        var problems = HelpRules.Compare(cmdlets, pages, pagesFolder);
        if (problems.Count == 0)
        {
            Write(helpFile, MamlDocument.Render(cmdlets, pages));
        }

        return problems;
    }

    // Another process may be reading the file (a shell that has the module imported), so it appears whole or not at all.
    // It is written even when nothing changed: its date is what tells the build that it is newer than its sources.
    private static void Write(string helpFile, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(helpFile))!);
        var unfinished = $"{helpFile}.{Environment.ProcessId}.part";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, helpFile, overwrite: true);
    }
}
