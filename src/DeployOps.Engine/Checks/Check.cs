namespace DeployOps.Engine.Checks;

/// <summary>The usual base of a check: it turns an answer into a <see cref="Finding"/> that names the check.</summary>
public abstract class Check : ICheck
{
    /// <inheritdoc/>
    public abstract CheckDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken);

    /// <summary>Not as it should be.</summary>
    protected Finding Fail(string subject, string message, string fix, string? file = null, int? line = null) =>
        Answer(FindingStatus.Fail, subject, message, fix, file, line);

    /// <summary>Doubtful.</summary>
    protected Finding Warn(string subject, string message, string fix, string? file = null, int? line = null) =>
        Answer(FindingStatus.Warn, subject, message, fix, file, line);

    /// <summary>As it should be, and worth a line of its own.</summary>
    protected Finding Pass(string subject, string message, string? file = null, int? line = null) =>
        Answer(FindingStatus.Pass, subject, message, "", file, line);

    /// <summary>The question does not arise here.</summary>
    protected Finding NotApplicable(string message, string subject = "") =>
        Answer(FindingStatus.NotApplicable, subject, message, "", null, null);

    private Finding Answer(FindingStatus status, string subject, string message, string fix, string? file, int? line) =>
        Descriptor.Answer(status, message) with { Subject = subject, Fix = fix, File = file, Line = line };
}
