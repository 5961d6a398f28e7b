using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Services;

/// <summary>A name with a value: an environment variable, a label, a build argument.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; <see langword="null"/> when it is taken from where compose runs.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeVariable(string Name, ComposeVariableValue? Value, SourceLine Source)
{
    /// <summary>The value that compose takes over when none is written; <see langword="null"/> when there is none. It may be secret.</summary>
    public string? InheritedText => Value is null ? Source.File.Lookup(Name) : null;

    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

/// <summary>A value before and after variables are put in. It may be secret, so it does not print itself.</summary>
/// <param name="Template">The text as written.</param>
/// <param name="Text">The text with the variables put in.</param>
public sealed record ComposeVariableValue(string Template, string Text)
{
    /// <summary>Nothing of the value.</summary>
    public override string ToString() => "(a value, not shown)";
}

/// <summary>The name of something defined elsewhere in the files.</summary>
/// <param name="Name">The name.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeReference(string Name, SourceLine Source);

/// <summary>A service that has to be there first.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Condition">What is waited for; <c>service_started</c> when nothing is said.</param>
/// <param name="IsRequired">Whether it has to be there at all.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeDependency(string Service, string Condition, bool IsRequired, SourceLine Source)
{
    /// <summary>The property that names it, such as <c>depends_on</c>.</summary>
    public string Property { get; init; } = "depends_on";
}

/// <summary>An environment file of a service.</summary>
/// <param name="Path">The path as written.</param>
/// <param name="FullPath">The full path.</param>
/// <param name="IsRequired">Whether compose refuses to go on without it.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeEnvFile(string Path, string FullPath, bool IsRequired, SourceLine Source);

/// <summary>How an image is built.</summary>
/// <param name="Context">The folder, as written; <see langword="null"/> for the project's own.</param>
/// <param name="Dockerfile">The file, as written; <see langword="null"/> for <c>Dockerfile</c>.</param>
/// <param name="IsInline">Whether the Dockerfile stands in the compose file.</param>
/// <param name="Arguments">The build arguments.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeBuild(ComposeScalar? Context, ComposeScalar? Dockerfile, bool IsInline, IReadOnlyList<ComposeVariable> Arguments, SourceLine Source);

/// <summary>Where a log goes.</summary>
/// <param name="Driver">The driver; <see langword="null"/> for the daemon's default.</param>
/// <param name="Options">Its options.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeLogging(string? Driver, ComposeMapping? Options, SourceLine Source);

/// <summary>How docker asks whether a container works.</summary>
/// <param name="Test">The command, its first item <c>CMD</c> or <c>CMD-SHELL</c>; empty when only other settings are given.</param>
/// <param name="Node">Everything it says.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeHealthcheck(IReadOnlyList<ComposeScalar> Test, ComposeMapping Node, SourceLine Source)
{
    /// <summary>Whether it is switched off, also one that the image brings.</summary>
    public bool IsDisabled => Node.Scalar("disable")?.Text == "true" || (Test.Count > 0 && Test[0].Text == "NONE");

    /// <summary>Whether the test stands as one text, which a shell runs.</summary>
    public bool IsShellText => Node["test"] is ComposeScalar;

    /// <summary>Whether it says what to ask.</summary>
    public bool HasTest => Test.Count > 0 && !IsDisabled;
}

/// <summary>A published port.</summary>
/// <param name="HostAddress">The address it is bound to; empty for all.</param>
/// <param name="Published">The port on the host, which may be a range; empty when docker chooses one.</param>
/// <param name="Target">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposePort(string HostAddress, string Published, int Target, string Protocol, SourceLine Source)
{
    /// <summary>Whether every interface of the host answers.</summary>
    public bool IsOnAllInterfaces => HostAddress is "" or "0.0.0.0" or "::" or "[::]" or "*";
}

/// <summary>What kind of thing is mounted.</summary>
public enum ComposeMountKind
{
    /// <summary>A volume, named or anonymous.</summary>
    Volume,

    /// <summary>A file or folder of the host.</summary>
    Bind,

    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Anything else: a pipe, a cluster volume, an image.</summary>
    Other,
}

/// <summary>A mount.</summary>
/// <param name="Kind">What is mounted.</param>
/// <param name="From">The volume's name or the path as written; empty for an anonymous volume.</param>
/// <param name="FullPath">The full path on the host, for a bind mount.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="IsReadOnly">Whether the container may only read it.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ComposeMount(ComposeMountKind Kind, string From, string? FullPath, string Target, bool IsReadOnly, SourceLine Source)
{
    /// <summary>Whether docker makes a missing folder on the host, owned by root.</summary>
    public bool CreatesHostPath { get; init; }
}
