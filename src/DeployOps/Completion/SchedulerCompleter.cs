using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DeployOps.Completion;

/// <summary>Completes the schedulers of Linux.</summary>
public sealed class SchedulerCompleter : IArgumentCompleter
{
    private static readonly string[] Names = ["systemd", "cron"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Names.Where(name => name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
}
