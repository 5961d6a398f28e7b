using System.Management.Automation;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;
using DeployOps.Pipeline;

namespace DeployOps.Redaction;

/// <summary><c>Hide-Secret</c>: text in, the same text without secrets out.</summary>
[Cmdlet(VerbsCommon.Hide, "Secret")]
[OutputType(typeof(string))]
public sealed class HideSecretCommand : EngineCmdlet
{
    private Redactor _redactor = Redactor.Empty;

    /// <summary>The text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? InputObject { get; set; }

    /// <summary>Environment files whose secrets are masked, instead of those of the project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] EnvFile { get; set; } = [];

    /// <summary>The project's folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Run(
        _ =>
        {
            _redactor = StackSecrets.RedactorFor(FileSystemPath(Project ?? CurrentFolder), [.. EnvFile.Select(FileSystemPath)], ProcessVariables.All());
            return Task.CompletedTask;
        },
        EnvFile);

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(_redactor.Redact(InputObject ?? ""));
}
