namespace DeployOps.Cli.Commands;

/// <summary>Asks a person whether to go on with what destroys. Where nobody can answer, <c>--yes</c> has to.</summary>
internal static class Confirmation
{
    /// <summary>Returns when it was agreed to.</summary>
    /// <exception cref="NotConfirmedException">It was not; nothing was done.</exception>
    public static async Task AskAsync(string question, bool yes, CancellationToken cancellationToken)
    {
        if (yes)
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new NotConfirmedException("nobody can be asked here", "Look at it with --what-if first, then run it again with --yes.");
        }

        // On standard error, so that a report that goes elsewhere stays a document.
        await Console.Error.WriteAsync($"{question} [y/N] ");
        var answer = await Task.Run(Console.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new NotConfirmedException("it was not agreed to", "Run it again and answer y, or give --yes.");
        }
    }
}
