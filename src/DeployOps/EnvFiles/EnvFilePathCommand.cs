using System.Management.Automation;
using DeployOps.Pipeline;

namespace DeployOps.EnvFiles;

/// <summary>The base of cmdlets that take environment files by <c>-Path</c> (with wildcards) or <c>-LiteralPath</c>, or those of the project.</summary>
public abstract class EnvFilePathCommand : EngineCmdlet
{
    /// <summary>The files; wildcards are expanded.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files; every character stands for itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The project's folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The folder of the project, as the user named it or where the user stands.</summary>
    internal string ProjectFolder => FileSystemPath(Project ?? CurrentFolder);

    /// <summary>The files that this record names, as full paths. A wildcard that matches nothing, and a name with no wildcard that is not there, is an error of this record alone.</summary>
    internal IReadOnlyList<string> NamedFiles()
    {
        var files = LiteralPath.Select(FileSystemPath).ToList();
        foreach (var path in Path)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(path))
            {
                files.Add(FileSystemPath(path));
                continue;
            }

            // With force, because on Linux and macOS every name that begins with a dot counts as hidden.
            var matches = InvokeProvider.Item.Get([path], force: true, literalPath: false);
            files.AddRange(matches.Select(match => FileSystemPath((string)match.Properties["PSPath"].Value)));
            if (matches.Count == 0)
            {
                WriteError(ErrorRecords.NothingMatches(path));
            }
        }

        return files;
    }
}
