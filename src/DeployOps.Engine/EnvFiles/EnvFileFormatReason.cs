namespace DeployOps.Engine.EnvFiles;

/// <summary>Why compose refuses an env file.</summary>
public enum EnvFileFormatReason
{
    /// <summary>A character that no key may hold stands before the <c>=</c>, the <c>:</c> or the end of the line.</summary>
    UnexpectedCharacterInKey,

    /// <summary>A space is left inside a key.</summary>
    SpaceInKey,

    /// <summary>The file ends after <c>export</c>.</summary>
    MissingKey,

    /// <summary>A quote is opened and never closed.</summary>
    UnterminatedQuote,

    /// <summary><c>${</c> is not followed by a name and a <c>}</c> on the same line, as in <c>${}</c> or <c>${1}</c>.</summary>
    InvalidSubstitution,

    /// <summary><c>${NAME?…}</c> or <c>${NAME:?…}</c> names a variable which is not set, or is empty.</summary>
    RequiredVariableMissing,

    /// <summary>
    /// The values refer to each other so often that they would outgrow <see cref="EnvFile.LargestExpansion"/>.
    /// Compose has no such limit and would take all memory.
    /// </summary>
    ExpansionTooLarge,

    /// <summary>The key is empty. The grammar allows it; the operating system does not, so <c>--env-file</c> fails.</summary>
    EmptyKey,

    /// <summary>The value holds a NUL. The grammar allows it; the operating system does not, so <c>--env-file</c> fails.</summary>
    NulInValue,
}
