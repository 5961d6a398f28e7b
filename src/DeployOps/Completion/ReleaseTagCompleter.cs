using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DeployOps.Engine;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Completion;

/// <summary>Completes tags of the release log, the latest first.</summary>
public sealed class ReleaseTagCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        return TagsOf(FolderOf(fakeBoundParameters["Project"] as string ?? "."))
            .Where(tag => tag.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(tag => new CompletionResult(tag));
    }

    // Only the shell knows where the user stands: Set-Location leaves the current folder of the process as it was.
    private static string FolderOf(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").AddArgument(path);
        return shell.Invoke<string>().FirstOrDefault() ?? path;
    }

    private static List<string> TagsOf(string folder)
    {
        try
        {
            var options = new GetReleaseLogOptions { NewestFirst = true, Last = Most };
            return [.. new GetReleaseLog(ProjectReader.Find(folder)).RunAsync(options, CancellationToken.None).ToBlockingEnumerable().Select(entry => entry.Record.Tag).Distinct()];
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            // A completion that cannot be made is no completion, never an error at the prompt.
            return [];
        }
    }
}
