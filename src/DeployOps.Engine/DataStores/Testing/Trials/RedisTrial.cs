using System.Globalization;
using System.Text;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>
/// Redis: a key with an expiry, one that really expires, and a message of a channel. Every key expires by itself, so that a killed test
/// leaves nothing for long, and nothing has to be looked for among the keys of others.
/// </summary>
internal sealed class RedisTrial(IRedisConnector connector, RedisAddress address, StoreEndpoint endpoint, TimeSpan patience, TimeProvider time) : IStoreTrial
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortLife = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _written = [];
    private readonly byte[] _value = [.. Encoding.UTF8.GetBytes("한글 😀 'quote' \r\n"), 0, 255, 254];
    private IRedisConnection? _standing;
    private IRedisConnection? _listening;
    private string _key = "";

    public TrialStep Ping => new("ping", PingAsync, "PING");

    public IReadOnlyList<IReadOnlyList<TrialStep>> Groups =>
    [
        [
            new TrialStep("write", WriteAsync, "SET with an expiry"),
            new TrialStep("read", ReadAsync, "value and expiry on a new connection, its login included"),
            new TrialStep("delete", DeleteAsync, "DEL, and gone on a new connection"),
        ],
        [new TrialStep("expiry", ExpireAsync, string.Create(CultureInfo.InvariantCulture, $"the time to live falls, and a key of {ShortLife.TotalMilliseconds:0} ms is gone")) { IsOnce = true }],
        [new TrialStep("publish", PublishAsync, "PUBLISH arrives at a subscriber on another connection") { PrepareAsync = SubscribeAsync }],
    ];

    public bool HasLeft => _written.Count > 0;

    private IRedisConnection Standing => _standing!;

    public async Task OpenAsync(CancellationToken cancellationToken) => _standing = await ConnectAsync(cancellationToken).ConfigureAwait(false);

    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.SendAsync(["DEL", .. _written.Select(key => (RedisArgument)key)], cancellationToken).ConfigureAwait(false);
            _written.Clear();
        }
    }

    public (string Reason, string NextStep)? Explain(DeployOpsException failure) => failure switch
    {
        RedisRefusedException { Code: "NOPERM", Command: "SET" or "DEL" or "GET" or "PTTL" or "EXISTS" } refused =>
            ($"the user may not {refused.Command} keys named deployops:probe:* (NOPERM)", "Give the user the right to it (ACL SETUSER … ~deployops:probe:* +set +get +pttl +exists +del), or only ping."),
        RedisRefusedException { Code: "NOPERM" } refused =>
            ($"the user may not {refused.Command} channels named deployops:probe:* (NOPERM)", "Give the user the right to it (ACL SETUSER … &deployops:probe:* +publish +subscribe), or only ping."),
        RedisRefusedException { Code: "READONLY" } => ("it is a replica and takes no writes (READONLY)", "Name the primary."),
        RedisRefusedException { Code: "MISCONF" } refused => ("it cannot save its data and takes no writes (MISCONF)", refused.RecommendedAction),
        RedisRefusedException { Code: "OOM" } refused => ("its memory is full (OOM)", refused.RecommendedAction),
        _ => null,
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in new[] { _standing, _listening }.OfType<IRedisConnection>())
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<IRedisConnection> ConnectAsync(CancellationToken cancellationToken) =>
        connector.OpenAsync(address, new RedisOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint, Time = time }, cancellationToken);

    private async Task<string?> PingAsync(CancellationToken cancellationToken)
    {
        await Standing.PingAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private Task<string?> WriteAsync(CancellationToken cancellationToken)
    {
        _key = ProbeName.New(time).With(':');
        return SetAsync(_key, Life, cancellationToken);
    }

    private async Task<string?> SetAsync(string key, TimeSpan life, CancellationToken cancellationToken)
    {
        _written.Add(key);
        try
        {
            var answer = await Standing.SendAsync(["SET", key, _value, "PX", (long)life.TotalMilliseconds], cancellationToken).ConfigureAwait(false);
            return answer.Kind == RedisValueKind.Simple ? null : "SET was answered with something else than OK";
        }
        catch (RedisRefusedException)
        {
            _written.Remove(key);
            throw;
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var value = await connection.SendAsync(["GET", _key], cancellationToken).ConfigureAwait(false);
            var left = await connection.SendAsync(["PTTL", _key], cancellationToken).ConfigureAwait(false);
            return value.IsNull ? "a new connection does not find what was written: it leads to another server, or the key was evicted"
                : !value.Bytes.Span.SequenceEqual(_value) ? "the value came back different"
                : left.Number <= 0 || left.Number > Life.TotalMilliseconds ? "the key has lost its expiry"
                : null;
        }
    }

    private async Task<string?> DeleteAsync(CancellationToken cancellationToken)
    {
        await Standing.SendAsync(["DEL", _key], cancellationToken).ConfigureAwait(false);
        _written.Remove(_key);
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await ExistsAsync(connection, _key, cancellationToken).ConfigureAwait(false) ? "a new connection still finds what was deleted" : null;
        }
    }

    private async Task<string?> ExpireAsync(CancellationToken cancellationToken)
    {
        var (lasting, brief) = (ProbeName.New(time).With(':'), ProbeName.New(time).With(':'));
        await SetAsync(lasting, Life, cancellationToken).ConfigureAwait(false);
        var before = (await Standing.SendAsync(["PTTL", lasting], cancellationToken).ConfigureAwait(false)).Number;
        var started = time.GetTimestamp();
        await SetAsync(brief, ShortLife, cancellationToken).ConfigureAwait(false);
        var wasThere = await ExistsAsync(Standing, brief, cancellationToken).ConfigureAwait(false);
        var isGone = false;
        while (!isGone && time.GetElapsedTime(started) < ShortLife + Grace)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken).ConfigureAwait(false);
            isGone = !await ExistsAsync(Standing, brief, cancellationToken).ConfigureAwait(false);
        }

        var took = time.GetElapsedTime(started);
        var after = (await Standing.SendAsync(["PTTL", lasting], cancellationToken).ConfigureAwait(false)).Number;
        await Standing.SendAsync(["DEL", lasting, brief], cancellationToken).ConfigureAwait(false);
        _written.Remove(lasting);
        _written.Remove(brief);
        return !isGone ? "a key outlives its expiry"
            // Half of its life: what the way took counts against it.
            : (!wasThere && took < ShortLife) || took < ShortLife / 2 ? "a key was gone before its expiry: look at maxmemory and at its eviction policy"
            : after >= before || after <= 0 ? "the time to live does not fall"
            : null;
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        _key = ProbeName.New(time).With(':');
        _listening = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await _listening.PostAsync(["SUBSCRIBE", _key], cancellationToken).ConfigureAwait(false);
        var answer = await _listening.ReceiveAsync(patience, cancellationToken).ConfigureAwait(false);
        if (answer.IsError)
        {
            throw new RedisRefusedException(address, "SUBSCRIBE", RedisErrorCodes.Of(answer.Reveal()));
        }
    }

    private async Task<string?> PublishAsync(CancellationToken cancellationToken)
    {
        await Standing.SendAsync(["PUBLISH", _key, _value], cancellationToken).ConfigureAwait(false);
        try
        {
            var message = await _listening!.ReceiveAsync(Grace, cancellationToken).ConfigureAwait(false);
            return message.Items is [_, _, var payload] && payload.Bytes.Span.SequenceEqual(_value) ? null : "the message came back different";
        }
        catch (RedisTimeoutException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"a published message did not arrive within {Grace.TotalSeconds:0} s on another connection");
        }
    }

    private static async Task<bool> ExistsAsync(IRedisConnection connection, string key, CancellationToken cancellationToken) =>
        (await connection.SendAsync(["EXISTS", key], cancellationToken).ConfigureAwait(false)).Number > 0;
}
