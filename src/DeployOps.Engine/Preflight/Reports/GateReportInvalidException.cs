namespace DeployOps.Engine.Preflight.Reports;

/// <summary>What should be the report of a gate is none.</summary>
public sealed class GateReportInvalidException(Exception innerException)
    : DeployOpsException(
        "GateReportInvalid",
        FailureKind.InvalidData,
        innerException is IOException ? "The report of the gate is not there; nothing was written." : "This is no report of a gate; nothing was written.",
        "Give what 'deployops preflight --format json' printed, the whole of it.",
        innerException);
