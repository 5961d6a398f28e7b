using System.Management.Automation;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Pipeline;

namespace DeployOps.EnvFiles;

/// <summary><c>New-EnvFile</c>: an environment file from its sample.</summary>
[Cmdlet(VerbsCommon.New, "EnvFile", SupportsShouldProcess = true)]
[OutputType(typeof(EnvFileCreationResult))]
public sealed class NewEnvFileCommand : EngineCmdlet
{
    /// <summary>The file to make, instead of those of the project.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The sample to follow, instead of the one of the project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sample { get; set; }

    /// <summary>The project's folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>Append the keys that an existing file lacks.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<EnvFileCreationOptions> wanted = [];
        Run(
            _ =>
            {
                var project = ProjectReader.FindOrBare(FileSystemPath(Project ?? CurrentFolder));
                wanted = EnvFileCreations.Of(project, Resolved(LiteralPath), Resolved(Sample), Merge);
                return Task.CompletedTask;
            },
            Project);
        foreach (var options in wanted)
        {
            var whatIf = !ShouldProcess(options.TargetPath, Merge ? "Append missing keys" : "Create environment file");
            RunOne(queue => Task.Run(() => queue.Output(new EnvFileCreation(new PrivateFile()).Run(options with { WhatIf = whatIf })), StopToken), options.TargetPath);
        }
    }
}
