namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>Why compose files cannot be read as one project.</summary>
public enum ComposeFormatReason
{
    /// <summary>There is no such file.</summary>
    FileMissing,

    /// <summary>The file cannot be opened.</summary>
    FileUnreadable,

    /// <summary>It is larger than <see cref="ComposeLimits.LargestFile"/>.</summary>
    TooLarge,

    /// <summary>It is not UTF-8.</summary>
    NotUtf8,

    /// <summary>It is not YAML.</summary>
    NotYaml,

    /// <summary>A tab indents a line.</summary>
    TabIndentation,

    /// <summary>A key stands twice in one mapping.</summary>
    DuplicateKey,

    /// <summary>A key is not a text.</summary>
    KeyNotText,

    /// <summary>It is nested deeper than <see cref="ComposeLimits.DeepestNesting"/>.</summary>
    TooDeep,

    /// <summary>Its aliases stand for more than <see cref="ComposeLimits.MostNodes"/> nodes.</summary>
    TooManyNodes,

    /// <summary>An alias names an anchor that is not there, or that it is itself a part of.</summary>
    BadAlias,

    /// <summary>A merge key is given something else than mappings.</summary>
    BadMergeKey,

    /// <summary>The outermost value is not a mapping, or there is none.</summary>
    NotAMapping,

    /// <summary>A value has another shape than the same value of an earlier file.</summary>
    CannotMerge,

    /// <summary>A service that is extended is not there.</summary>
    ExtendedServiceMissing,

    /// <summary>Services extend each other in a circle.</summary>
    ExtendsCycle,

    /// <summary>Files include each other in a circle.</summary>
    IncludeCycle,

    /// <summary><c>extends</c> or <c>include</c> is not written as the specification asks.</summary>
    BadReference,

    /// <summary>More files than <see cref="ComposeLimits.MostFiles"/>.</summary>
    TooManyFiles,

    /// <summary>A file is fetched from elsewhere (git, OCI), which is not done here.</summary>
    RemoteFile,
}
