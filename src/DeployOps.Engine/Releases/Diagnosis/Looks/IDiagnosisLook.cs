namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>One look of the runbook (row RB14).</summary>
internal interface IDiagnosisLook
{
    /// <summary>Its place in the runbook.</summary>
    int Order { get; }

    /// <summary>What is looked at.</summary>
    string Title { get; }

    /// <summary>Looks.</summary>
    Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken);
}
