using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The tag that is to go live, and where it was decided.</summary>
/// <param name="Text">The tag; empty when nobody decided it.</param>
/// <param name="Source">Where it was found, in words.</param>
/// <param name="File">The environment file that sets the tag variable, when there is one.</param>
/// <param name="Line">The line in <paramref name="File"/>, counted from 1.</param>
/// <param name="ComposeText">The tag that compose would use by itself; <see langword="null"/> when it is not set or the files cannot be read.</param>
internal sealed record DecidedTagFact(string Text, string Source, string? File, int? Line, string? ComposeText) : IFact<DecidedTagFact>
{
    /// <inheritdoc/>
    public static async Task<DecidedTagFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var variable = context.Project.Tag.Variable;
        var shell = context.ProcessEnvironment(variable);
        var (text, file, line) = await FromFilesAsync(context, variable, needed: context.Tag is null && shell is null, cancellationToken).ConfigureAwait(false);

        // Compose lets the process environment win over the file.
        var compose = shell ?? text;
        if (context.Tag is not null)
        {
            return new DecidedTagFact(context.Tag, "named for this release", null, null, compose) { VariableFile = shell is null ? file : null, VariableLine = line };
        }

        return shell is not null
            ? new DecidedTagFact(shell, $"the environment variable {variable}", null, null, compose)
            : new DecidedTagFact(text ?? "", file ?? "", file, line, compose);
    }

    /// <summary>The file whose tag variable a named tag replaces.</summary>
    public string? VariableFile { get; private init; }

    /// <summary>The line in <see cref="VariableFile"/>.</summary>
    public int? VariableLine { get; private init; }

    /// <summary>The tag, for a check that has nothing to ask without one.</summary>
    /// <exception cref="FactUnavailableException">Nobody decided it.</exception>
    public string Demand() => Text.Length > 0
        ? Text
        : throw new FactUnavailableException(FindingStatus.Blocked, "not looked at, because the tag is not decided (REL001)", "Decide the tag, then run again.");

    private static async Task<(string? Text, string? File, int? Line)> FromFilesAsync(CheckContext context, string variable, bool needed, CancellationToken cancellationToken)
    {
        try
        {
            var files = await context.FactAsync<EnvFilesFact>(cancellationToken).ConfigureAwait(false);
            var view = files.Files.LastOrDefault(file => file.Value(variable) is not null);
            return (files.Set.Values.GetValueOrDefault(variable), view?.Name, view?.Winners[variable].Line);
        }
        catch (FactUnavailableException failure) when (failure.Status == FindingStatus.NotApplicable || !needed)
        {
            // A tag that was decided elsewhere does not rest on the files.
            return (null, null, null);
        }
    }
}
