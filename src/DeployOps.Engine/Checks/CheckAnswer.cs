namespace DeployOps.Engine.Checks;

/// <summary>Makes a finding that carries what its check is.</summary>
public static class CheckAnswer
{
    /// <summary>A finding of this check with the given status and message.</summary>
    public static Finding Answer(this CheckDescriptor descriptor, FindingStatus status, string message) => new()
    {
        Id = descriptor.Id,
        Title = descriptor.Title,
        Family = descriptor.Family,
        Severity = descriptor.Severity,
        Row = descriptor.Row,
        Optional = descriptor.Optional,
        Status = status,
        Message = message,
    };
}
