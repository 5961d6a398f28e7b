using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Preflight.Reports;
using DeployOps.Engine.Project;
using DeployOps.Pipeline;

namespace DeployOps.Preflight;

/// <summary><c>Invoke-Preflight</c>: may this release go out?</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Preflight", DefaultParameterSetName = "Findings")]
[OutputType(typeof(Finding), ParameterSetName = ["Findings"])]
[OutputType(typeof(GateReport), ParameterSetName = ["PassThru"])]
[OutputType(typeof(bool), ParameterSetName = ["Quiet"])]
public sealed class InvokePreflightCommand : EngineCmdlet
{
    /// <summary>The project's folder, or its deployops.yml.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Root")]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The tag that is to go live.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Tag { get; set; }

    /// <summary>These environment files, instead of those of the project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] EnvFile { get; set; } = [];

    /// <summary>Only these checks.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    public string[] Check { get; set; } = [];

    /// <summary>Not these checks.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    public string[] SkipCheck { get; set; } = [];

    /// <summary>Let the gate pass although something that had to run was skipped.</summary>
    [Parameter]
    public SwitchParameter AllowSkipped { get; set; }

    /// <summary>The least severity whose failure blocks.</summary>
    [Parameter]
    public Severity FailOn { get; set; } = Severity.P0;

    /// <summary>How long one check may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; }

    /// <summary>Also write the report as SARIF to this file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SarifPath { get; set; }

    /// <summary>Also write the report as JUnit XML to this file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JUnitPath { get; set; }

    /// <summary>Show passed findings and those that do not apply, too.</summary>
    [Parameter(ParameterSetName = "Findings")]
    public SwitchParameter All { get; set; }

    /// <summary>Return the report instead of the findings.</summary>
    [Parameter(ParameterSetName = "PassThru", Mandatory = true)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Return only whether the gate passed.</summary>
    [Parameter(ParameterSetName = "Quiet", Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var project = ProjectReader.Find(FileSystemPath(Project ?? CurrentFolder)).WithEnvFiles([.. EnvFile.Select(FileSystemPath)]);
            var output = new GateOutput(queue, $"Preflight of {project.Name}", findings: !PassThru && !Quiet, All);
            var report = await new PreflightGate(project, Options(output)).RunAsync(StopToken).ConfigureAwait(false);
            await ReportFiles.WriteAsync(report, Resolved(SarifPath), Resolved(JUnitPath), StopToken).ConfigureAwait(false);
            output.End(report, PassThru, Quiet);
        },
        Project);

    private PreflightOptions Options(GateOutput output) => new()
    {
        Tag = Tag,
        Only = Check,
        Skip = SkipCheck,
        Timeout = TimeoutSeconds > 0 ? TimeSpan.FromSeconds(TimeoutSeconds) : null,
        Policy = new GatePolicy { AllowSkipped = AllowSkipped, FailOn = FailOn },
        OnFinding = output.OnFinding,
        OnFamily = output.OnFamily,
    };
}
