namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>What compose would refuse, and the reading passes over so that everything else can still be looked at.</summary>
public enum ComposeProblemKind
{
    /// <summary>A <c>${…}</c> that is no substitution.</summary>
    InvalidSubstitution,

    /// <summary>A <c>${NAME:?…}</c> whose variable is not set.</summary>
    RequiredVariableMissing,

    /// <summary>Values grow beyond the limit.</summary>
    ExpansionTooLarge,

    /// <summary>An included file defines, differently, what is defined already.</summary>
    IncludeConflict,
}

/// <summary>One such place.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Subject">The name it is about: a variable, a service. Empty when there is none.</param>
/// <param name="Source">The place.</param>
public sealed record ComposeProblem(ComposeProblemKind Kind, string Subject, SourceLine Source);
