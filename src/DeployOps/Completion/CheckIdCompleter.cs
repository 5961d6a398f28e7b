using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DeployOps.Engine.Checks;

namespace DeployOps.Completion;

/// <summary>Completes the identifiers of checks, with their titles as tool tips.</summary>
public sealed class CheckIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CheckCatalog.All
            .Select(check => check.Descriptor)
            .Where(check => check.Id.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(check => new CompletionResult(check.Id, check.Id, CompletionResultType.ParameterValue, $"{check.Severity} {check.Title}"));
}
