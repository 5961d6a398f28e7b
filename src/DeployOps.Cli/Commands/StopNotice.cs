namespace DeployOps.Cli.Commands;

/// <summary>Says, while an operation that changes the stack is being stopped, what is happening: it takes as long as a rollback.</summary>
internal static class StopNotice
{
    public static CancellationTokenRegistration On(CancellationToken cancellationToken) => cancellationToken.Register(() =>
        Console.Error.WriteLine("deployops: stopping; what was replaced is put back first. Press Ctrl+C once more to end at once and leave it as it is."));
}
