using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DeployOps.Engine;
using DeployOps.Engine.Project;

namespace DeployOps.Completion;

/// <summary>
/// The base of completers that ask the project of the command line. What they ask has an end of its own, because nobody waits at a
/// prompt, and a completion that cannot be made is no completion, never an error.
/// </summary>
public abstract class ProjectCompleter : IArgumentCompleter
{
    /// <summary>How many words are offered at the most.</summary>
    protected const int Most = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        [.. Offers(FolderOf(fakeBoundParameters["Project"] as string ?? fakeBoundParameters["Root"] as string ?? "."), fakeBoundParameters)
            .Where(word => word.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(word))];

    /// <summary>The words that a project offers.</summary>
    private protected abstract IAsyncEnumerable<string> WordsAsync(DeployProject project, CancellationToken cancellationToken);

    /// <summary>The words that a project offers, when they depend on other parameters of the command line.</summary>
    private protected virtual IAsyncEnumerable<string> WordsAsync(DeployProject project, IDictionary bound, CancellationToken cancellationToken) => WordsAsync(project, cancellationToken);

    // Only the shell knows where the user stands: Set-Location leaves the current folder of the process as it was.
    private static string FolderOf(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])").AddArgument(path);
        return shell.Invoke<string>().FirstOrDefault() ?? path;
    }

    private List<string> Offers(string folder, IDictionary bound)
    {
        var words = new List<string>();
        using var patience = new CancellationTokenSource(LongestWait);
        try
        {
            words.AddRange(WordsAsync(ProjectReader.Find(folder), bound, patience.Token).ToBlockingEnumerable(patience.Token).Distinct().Take(Most));
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // What was said so far is offered; the rest is silence.
        }

        return words;
    }
}
