namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>Compose files that cannot be read as one project. Names a place and a reason, never a value.</summary>
public sealed class ComposeFormatException : DeployOpsException
{
    internal ComposeFormatException(ComposeFormatReason reason, string file, int? line, Exception? innerException = null)
        : base(
            "ComposeFileInvalid",
            reason == ComposeFormatReason.FileMissing ? FailureKind.NotFound : FailureKind.InvalidData,
            $"{Path.GetFileName(file)}{(line is null ? "" : $"({line})")}: {Describe(reason)}",
            Advise(reason),
            innerException)
    {
        Reason = reason;
        File = file;
        Line = line;
    }

    /// <summary>Why.</summary>
    public ComposeFormatReason Reason { get; }

    /// <summary>The file's full path.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1, when there is one.</summary>
    public int? Line { get; }

    internal static ComposeFormatException At(ComposeFormatReason reason, SourceLine place) => new(reason, place.File.Path, place.Line);

    /// <summary>The reason as a sentence without a subject.</summary>
    public static string Describe(ComposeFormatReason reason) => reason switch
    {
        ComposeFormatReason.FileMissing => "there is no such file",
        ComposeFormatReason.FileUnreadable => "the file cannot be opened",
        ComposeFormatReason.TooLarge => $"the file is larger than {ComposeLimits.LargestFile / (1024 * 1024)} MiB",
        ComposeFormatReason.NotUtf8 => "the file is not UTF-8 text",
        ComposeFormatReason.NotYaml => "not valid YAML here",
        ComposeFormatReason.TabIndentation => "a tab is used to indent; YAML allows only spaces",
        ComposeFormatReason.DuplicateKey => "the key stands twice in the same place",
        ComposeFormatReason.KeyNotText => "the key is not a text; put it in quotes",
        ComposeFormatReason.TooDeep => $"nested deeper than {ComposeLimits.DeepestNesting} levels",
        ComposeFormatReason.TooManyNodes => "aliases multiply into more values than can be read",
        ComposeFormatReason.BadAlias => "the alias names no anchor above it, or one that it is part of",
        ComposeFormatReason.BadMergeKey => "the merge key '<<' takes a mapping or a list of mappings",
        ComposeFormatReason.NotAMapping => "the file must hold a mapping with 'services'",
        ComposeFormatReason.CannotMerge => "the value has another shape than in the file it overrides",
        ComposeFormatReason.ExtendedServiceMissing => "the service that is extended does not exist",
        ComposeFormatReason.ExtendsCycle => "services extend each other in a circle",
        ComposeFormatReason.IncludeCycle => "files include each other in a circle",
        ComposeFormatReason.BadReference => "'extends' or 'include' is not written as the specification asks",
        ComposeFormatReason.TooManyFiles => $"more than {ComposeLimits.MostFiles} files are included or extended",
        ComposeFormatReason.RemoteFile => "a remote file is included or extended; only local files are read here",
        _ => "not readable",
    };

    private static string Advise(ComposeFormatReason reason) => reason switch
    {
        ComposeFormatReason.FileMissing => "Create the file, or correct its name in 'compose.files' of deployops.yml or where it is included or extended.",
        ComposeFormatReason.NotUtf8 => "Save the file as UTF-8.",
        ComposeFormatReason.RemoteFile => "Keep a copy of the remote file in the project.",
        _ => "Correct that place; 'docker compose config -q' must accept the file.",
    };
}
