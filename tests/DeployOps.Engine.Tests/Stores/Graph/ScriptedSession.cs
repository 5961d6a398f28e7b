using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>A session with a <see cref="ScriptedPeer"/>.</summary>
internal static class ScriptedSession
{
    public static readonly GraphQuery Query = new("RETURN 'S3cr3t'");

    public static Task<IGraphSession> OpenAsync(ScriptedPeer peer) => new BoltConnector().OpenAsync(
        peer.Address, GraphCredentials.Basic("user", "S3cr3t"), new GraphSessionOptions { AnswerTimeout = TimeSpan.FromMinutes(1) }, CancellationToken.None);

    /// <summary>The only value of every row.</summary>
    public static async Task<List<object?>> AllAsync(IGraphSession session)
    {
        List<object?> values = [];
        await foreach (var row in session.QueryAsync(Query, CancellationToken.None))
        {
            values.Add(Assert.Single(row));
        }

        return values;
    }
}
