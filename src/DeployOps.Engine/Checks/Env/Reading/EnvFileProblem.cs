namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>Why an environment file, or its sample, could not be read.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">What is wrong, without a value and without the path.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="Line">The line, counted from 1, when there is one.</param>
public sealed record EnvFileProblem(EnvFileProblemKind Kind, string Text, string Fix, int? Line = null);

/// <summary>What kind of thing keeps an environment file from being read.</summary>
public enum EnvFileProblemKind
{
    /// <summary>It is not there, or no file, or the system refuses it.</summary>
    Unreadable,

    /// <summary>It is there, and neither UTF-8 nor in the grammar of compose.</summary>
    Malformed,
}
