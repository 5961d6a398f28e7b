using System.Management.Automation;
using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Project;
using DeployOps.Pipeline;

namespace DeployOps.Compose;

/// <summary><c>Get-ComposeConfig</c>: the resolved compose file, masked.</summary>
[Cmdlet(VerbsCommon.Get, "ComposeConfig")]
[OutputType(typeof(string))]
[OutputType(typeof(MaskedComposeConfig))]
public sealed class GetComposeConfigCommand : EngineCmdlet
{
    /// <summary>The project's folder.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Root")]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The release tag.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>YAML or JSON.</summary>
    [Parameter]
    public ComposeConfigFormat Format { get; set; }

    /// <summary>Use the embedded reading even where docker is there.</summary>
    [Parameter]
    public SwitchParameter WithoutDocker { get; set; }

    /// <summary>Return an object that says who resolved the file and how many values were masked, instead of the text.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var project = ProjectReader.Find(FileSystemPath(Project ?? CurrentFolder));
            var options = new GetComposeConfigOptions { Format = Format, Tag = Tag, WithoutDocker = WithoutDocker };
            var config = await new GetComposeConfig(project, options).RunAsync(StopToken).ConfigureAwait(false);
            if (config.Note.Length > 0)
            {
                queue.Warning(config.Note);
            }

            queue.Output(PassThru ? config : config.Text);
        },
        Project);
}
