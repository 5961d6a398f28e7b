using System.Management.Automation;
using DeployOps.Engine;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Pipeline;

namespace DeployOps.EnvFiles;

/// <summary><c>Test-EnvFile</c>: environment files against their sample and the rules.</summary>
[Cmdlet(VerbsDiagnostic.Test, "EnvFile", DefaultParameterSetName = "Path")]
[OutputType(typeof(Finding), typeof(GateReport), typeof(bool))]
public sealed class TestEnvFileCommand : EnvFilePathCommand
{
    private readonly List<string> _files = [];

    /// <summary>The sample of all of the files, instead of the one beside each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sample { get; set; }

    /// <summary>The rule pack, instead of the project's.</summary>
    [Parameter]
    public EnvPack? Pack { get; set; }

    /// <summary>Let the gate pass although something that had to run was skipped.</summary>
    [Parameter]
    public SwitchParameter AllowSkipped { get; set; }

    /// <summary>The least severity whose failure blocks.</summary>
    [Parameter]
    public Severity FailOn { get; set; } = Severity.P0;

    /// <summary>Show passed findings and those that do not apply, too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Return the report instead of the findings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Return only whether the files passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (PassThru && Quiet)
        {
            ThrowTerminatingError(ErrorRecords.Excluding("-PassThru", "-Quiet"));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _files.AddRange(NamedFiles());

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The files belong together, as compose reads them: values must agree between them, so they are judged as one.
        if (_files.Count > 0 || Path.Length + LiteralPath.Length == 0)
        {
            Run(TestAsync, _files);
        }
    }

    private async Task TestAsync(PipelineQueue queue)
    {
        var files = new TestEnvFileOptions { Project = ProjectReader.FindOrBare(ProjectFolder), Paths = _files, Sample = Resolved(Sample), Pack = Pack };
        var output = new GateOutput(queue, "Environment files", findings: !PassThru && !Quiet, All);
        var options = new PreflightOptions
        {
            Policy = new GatePolicy { AllowSkipped = AllowSkipped, FailOn = FailOn },
            OnFinding = output.OnFinding,
            OnFamily = output.OnFamily,
        };
        output.End(await EnvFileGate.Create(files, options).RunAsync(StopToken).ConfigureAwait(false), PassThru, Quiet);
    }
}
