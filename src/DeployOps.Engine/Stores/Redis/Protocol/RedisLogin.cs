namespace DeployOps.Engine.Stores.Redis.Protocol;

/// <summary>What is said first on a connection. Source: redis.io, commands AUTH, HELLO and SELECT.</summary>
internal static class RedisLogin
{
    private const string DefaultUser = "default";

    public static async Task RunAsync(RedisConnection connection, RedisOptions options, CancellationToken cancellationToken)
    {
        if (connection.Address.HasLogin)
        {
            await LogInAsync(connection, connection.Address, options, cancellationToken).ConfigureAwait(false);
        }

        if (options.Protocol != 2)
        {
            await DemandAsync(connection, ["HELLO", options.Protocol], options, cancellationToken).ConfigureAwait(false);
        }

        if (connection.Address.Database != 0)
        {
            await DemandAsync(connection, ["SELECT", connection.Address.Database], options, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task LogInAsync(RedisConnection connection, RedisAddress address, RedisOptions options, CancellationToken cancellationToken)
    {
        var password = address.Password ?? "";
        IReadOnlyList<RedisArgument> command = address.User is { } user ? ["AUTH", user, password] : ["AUTH", password];
        var answer = await AskAsync(connection, command, options, cancellationToken).ConfigureAwait(false);
        if (answer.IsError && address.User == DefaultUser && RedisConnection.CodeOf(answer, command) == "ERR")
        {
            // Before version 6 there are no users, and AUTH takes the password alone.
            command = ["AUTH", password];
            answer = await AskAsync(connection, command, options, cancellationToken).ConfigureAwait(false);
        }

        if (answer.IsError)
        {
            throw Refused(address, "AUTH", RedisConnection.CodeOf(answer, command), isLogin: true);
        }
    }

    private static async Task DemandAsync(RedisConnection connection, IReadOnlyList<RedisArgument> command, RedisOptions options, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(connection, command, options, cancellationToken).ConfigureAwait(false);
        if (answer.IsError)
        {
            throw Refused(connection.Address, System.Text.Encoding.ASCII.GetString(command[0].Bytes.Span), RedisConnection.CodeOf(answer, command), isLogin: false);
        }
    }

    private static DeployOpsException Refused(RedisAddress address, string command, string code, bool isLogin) =>
        code is "WRONGPASS" or "NOAUTH" || (isLogin && code == "ERR")
            ? new RedisLoginRefusedException(address, code)
            : new RedisRefusedException(address, command, code);

    private static async Task<RedisValue> AskAsync(RedisConnection connection, IReadOnlyList<RedisArgument> command, RedisOptions options, CancellationToken cancellationToken) =>
        // The limit of the whole login is the token's.
        (await connection.SendAllAsync([command], options.ConnectTimeout + TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false))[0];
}
