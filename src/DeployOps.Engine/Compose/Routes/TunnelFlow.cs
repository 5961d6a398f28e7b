using System.Net.Sockets;

namespace DeployOps.Engine.Compose.Routes;

/// <summary>Passes bytes both ways between a connection and a pair of pipes, and the end of each way on.</summary>
internal static class TunnelFlow
{
    private const int Chunk = 64 * 1024;

    /// <summary>
    /// Passes until the far side has said its last word. When the near side has, what still comes is passed on: until the far side ends
    /// too, or says nothing for <see cref="QuietAfterLastWord"/>, because a near side that is gone wholly looks the same.
    /// </summary>
    public static async Task JoinAsync(Socket near, Stream toFar, Stream fromFar, bool passesHalfClose, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        var questions = PassQuestionsAsync(near, toFar, passesHalfClose, quiet, end.Token);
        try
        {
            await PassAnswersAsync(near, fromFar, quiet, () => questions.IsCompleted).ConfigureAwait(false);
            near.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // One side is gone; the other learns it when both are closed.
        }

        await end.CancelAsync().ConfigureAwait(false);
        await questions.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>How long a far side may say nothing after the near side's last word.</summary>
    internal static TimeSpan QuietAfterLastWord { get; } = TimeSpan.FromSeconds(30);

    private static async Task PassQuestionsAsync(Socket near, Stream toFar, bool passesHalfClose, CancellationTokenSource quiet, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        try
        {
            int count;
            while ((count = await near.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await toFar.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                await toFar.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            if (passesHalfClose)
            {
                await toFar.DisposeAsync().ConfigureAwait(false);
            }

            quiet.CancelAfter(QuietAfterLastWord);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // The near side was cut off, or the far side takes nothing more: there is nobody left to talk for.
            await quiet.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task PassAnswersAsync(Socket near, Stream fromFar, CancellationTokenSource quiet, Func<bool> isLastWordSaid)
    {
        var buffer = new byte[Chunk];
        int count;
        while ((count = await fromFar.ReadAsync(buffer, quiet.Token).ConfigureAwait(false)) > 0)
        {
            for (var sent = 0; sent < count;)
            {
                sent += await near.SendAsync(buffer.AsMemory(sent, count - sent), quiet.Token).ConfigureAwait(false);
            }

            if (isLastWordSaid())
            {
                quiet.CancelAfter(QuietAfterLastWord);
            }
        }
    }
}
