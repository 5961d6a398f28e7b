namespace DeployOps.HelpBuilder;

/// <summary>Something wrong with a help page.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Code">A stable code of the rule.</param>
/// <param name="Message">What is wrong, and what to write.</param>
public sealed record HelpProblem(string File, int Line, string Code, string Message)
{
    /// <summary>The problem in the form that MSBuild and editors read.</summary>
    public override string ToString() => $"{File}({Line}): error {Code}: {Message}";
}
