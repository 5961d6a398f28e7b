namespace DeployOps.Engine.Checks;

/// <summary>The families checks are grouped under; each has a folder of the same name. The order is the order of a report.</summary>
public enum CheckFamily
{
    /// <summary>Environment files.</summary>
    Env,

    /// <summary>The compose file.</summary>
    Compose,

    /// <summary>What must not be in the repository, the package or the image.</summary>
    Hygiene,

    /// <summary>The release itself: tag, package, log.</summary>
    Release,

    /// <summary>The machine it runs on: engine, disk.</summary>
    Host,
}
