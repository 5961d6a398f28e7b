using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Finds out why a stack is not well, in the order of the runbook (row RB14). It changes nothing.</summary>
public sealed class DiagnoseRelease(DeployProject project)
{
    /// <summary>Looks.</summary>
    /// <exception cref="DeployOpsException">The engine does not answer.</exception>
    public Task<DiagnosisReport> RunAsync(DiagnosisOptions options, CancellationToken cancellationToken) =>
        Task.FromException<DiagnosisReport>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
