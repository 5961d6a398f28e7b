namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>A release log template cannot be used. Nothing was written.</summary>
public sealed class ReleaseLogTemplateException(string file, int line, string reason)
    : DeployOpsException(
        "ReleaseLogTemplateInvalid",
        FailureKind.InvalidData,
        $"{file}({line}): {reason}; nothing was written",
        "Correct that line. Placeholders are written {{tag}}, sections {{#failure}} … {{/failure}}, and {{{{ stands for two plain braces.")
{
    /// <summary>The template as it was named.</summary>
    public string File { get; } = file;

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>What is wrong.</summary>
    public string Reason { get; } = reason;
}
