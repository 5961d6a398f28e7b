namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>The kinds of refusal that compose's messages can be told apart by.</summary>
public enum ComposeConfigFailureKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A file is not there.</summary>
    FileMissing,

    /// <summary>An environment file has a quote that is never closed.</summary>
    UnterminatedQuote,

    /// <summary>An environment file has a key with a character that a key may not hold.</summary>
    BadKey,

    /// <summary>A <c>$</c> that starts no substitution.</summary>
    BadSubstitution,

    /// <summary>A <c>${X:?…}</c> without a value.</summary>
    RequiredVariable,

    /// <summary>The file is not YAML.</summary>
    NotYaml,

    /// <summary>A key stands twice.</summary>
    DuplicateKey,

    /// <summary>A property that the specification does not know.</summary>
    UnknownProperty,

    /// <summary>A value of another kind than the specification asks.</summary>
    WrongType,

    /// <summary>A port that is none.</summary>
    BadPort,

    /// <summary>A size that is none.</summary>
    BadSize,

    /// <summary>A duration that is none.</summary>
    BadDuration,

    /// <summary>A mount that is none.</summary>
    BadMount,

    /// <summary>A name that nothing is defined under.</summary>
    UndefinedReference,

    /// <summary>A service without image and build.</summary>
    NoImage,

    /// <summary>Settings that exclude each other.</summary>
    Conflict,

    /// <summary>Services, files or extensions that go in a circle.</summary>
    Cycle,

    /// <summary>There is no service.</summary>
    Empty,

    /// <summary>A project name that is none.</summary>
    BadProjectName,
}
