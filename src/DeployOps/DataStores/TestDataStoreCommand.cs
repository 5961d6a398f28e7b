using System.Management.Automation;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Pipeline;

namespace DeployOps.DataStores;

/// <summary><c>Test-DataStore</c>: pings the stores of a project, writes into each, reads it back on a new connection and deletes it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DataStore")]
[OutputType(typeof(DataStoreTestStep), typeof(DataStoreTestReport), typeof(bool))]
public sealed class TestDataStoreCommand : StackCmdlet
{
    /// <summary>Only these stores.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public DataStoreKind[] Store { get; set; } = [];

    /// <summary>How often each step is done, for the percentiles.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? Rounds { get; set; }

    /// <summary>Only ping, write nothing.</summary>
    [Parameter]
    public SwitchParameter PingOnly { get; set; }

    /// <summary>How long one store may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Return the report instead of the steps.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Return only whether every step went well.</summary>
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
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            var output = new StoreTestOutput(queue, PassThru, Quiet);
            var options = new DataStoreTestOptions { Stores = Store, PingOnly = PingOnly, OnStep = output.OnStep };
            options = options with { Rounds = Rounds ?? options.Rounds, Timeout = Seconds(TimeoutSeconds) ?? options.Timeout };
            output.End(await new TestDataStores(FindProject()).RunAsync(options, StopToken).ConfigureAwait(false));
        },
        ProjectFolder);
}
