namespace DeployOps.Engine.Compose.Plans;

/// <summary>What a <see cref="PlanContent"/> is.</summary>
internal enum PlanContentKind
{
    /// <summary>A file or folder of the host, by its path.</summary>
    Path,

    /// <summary>A text that stands in the plan.</summary>
    Text,

    /// <summary>A variable whose value compose writes into the container.</summary>
    Variable,

    /// <summary>A volume or network that has a name of its own instead of the project's.</summary>
    Name,

    /// <summary>Something that is not known from here, such as an external secret.</summary>
    Unknown,
}

/// <summary>
/// Something that a service's containers are given and that compose 2.26 does not look at when it decides which containers to replace: the
/// hash of a service's configuration holds neither the content of files nor what the outermost level says of volumes, networks, secrets
/// and configs.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where it is in the container; for a network its key.</param>
/// <param name="Value">The path, the text, the variable or the name; a text may be secret.</param>
internal sealed record PlanContent(PlanContentKind Kind, string Place, string Value)
{
    /// <summary>The place alone.</summary>
    public override string ToString() => Place;
}
