using System.Reflection;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>
/// Introduces the client and logs in: in one message up to Bolt 5.0, in two from 5.1 on. The two are not sent together, since
/// young servers of Bolt have lost the second one.
/// </summary>
internal static class BoltLogin
{
    private const string RecvTimeoutHint = "connection.recv_timeout_seconds";
    private static readonly string Agent = $"DeployOps/{Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0"}";

    /// <exception cref="GraphLoginRefusedException">The server refuses the login.</exception>
    public static async Task<BoltSession> OpenAsync(BoltChannel channel, BoltVersion version, GraphCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            var hello = new Dictionary<string, object?> { ["user_agent"] = Agent };
            if (version.IsAtLeast(5, 3))
            {
                hello["bolt_agent"] = new Dictionary<string, object?> { ["product"] = Agent };
            }

            if (!version.AlwaysUsesUtc)
            {
                hello["patch_bolt"] = new[] { "utc" };
            }

            if (!version.HasLogon)
            {
                AddLogin(hello, credentials);
            }

            await channel.SendAsync(BoltTag.Hello, cancellationToken, hello).ConfigureAwait(false);
            var metadata = await ExpectSuccessAsync(channel, cancellationToken).ConfigureAwait(false);
            Adopt(channel, metadata);
            if (version.HasLogon)
            {
                await LogonAsync(channel, credentials, cancellationToken).ConfigureAwait(false);
            }

            return new BoltSession(channel, version, metadata.GetValueOrDefault("server") as string ?? "unknown", metadata.GetValueOrDefault("connection_id") as string);
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <exception cref="GraphLoginRefusedException">The server refuses the login; the connection is closed.</exception>
    public static async Task LogonAsync(BoltChannel channel, GraphCredentials credentials, CancellationToken cancellationToken)
    {
        var login = new Dictionary<string, object?>();
        AddLogin(login, credentials);
        await channel.SendAsync(BoltTag.Logon, cancellationToken, login).ConfigureAwait(false);
        await ExpectSuccessAsync(channel, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The order of the keys is the one of the specification's examples; FalkorDB reads them by their places.</summary>
    private static void AddLogin(Dictionary<string, object?> message, GraphCredentials credentials)
    {
        message["scheme"] = credentials.User is null ? "none" : "basic";
        if (credentials.User is not null)
        {
            message["principal"] = credentials.User;
            message["credentials"] = credentials.Password;
        }
    }

    private static async Task<Dictionary<string, object?>> ExpectSuccessAsync(BoltChannel channel, CancellationToken cancellationToken)
    {
        var message = await channel.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tag = BoltAnswer.Tag(message.Span);
            var metadata = tag is BoltTag.Success or BoltTag.Failure ? BoltAnswer.Metadata(message.Span) : throw new PackStreamFormatException("the login was answered with a message that does not belong there");
            if (tag == BoltTag.Failure)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
                throw Refused(channel.Address, BoltAnswer.Code(metadata));
            }

            return metadata;
        }
        catch (PackStreamFormatException exception)
        {
            throw await channel.BrokenAsync(exception.Reason, exception).ConfigureAwait(false);
        }
    }

    /// <summary>A server that is starting or ending refuses a login, too; then nothing is wrong with the password.</summary>
    private static DeployOpsException Refused(GraphAddress address, string code) =>
        code == BoltAnswer.NoCode || code.Contains(".Security.", StringComparison.Ordinal)
            ? new GraphLoginRefusedException(address, code)
            : new GraphServerUnreachableException(address, $"it answered the login with {code}");

    private static void Adopt(BoltChannel channel, Dictionary<string, object?> metadata)
    {
        channel.UsesUtc |= metadata.GetValueOrDefault("patch_bolt") is List<object?> patches && patches.Contains("utc");
        if (metadata.GetValueOrDefault("hints") is Dictionary<string, object?> hints && hints.GetValueOrDefault(RecvTimeoutHint) is long seconds and > 0 and < int.MaxValue / 1000)
        {
            channel.LongestSilence = TimeSpan.FromSeconds(seconds);
        }
    }
}
