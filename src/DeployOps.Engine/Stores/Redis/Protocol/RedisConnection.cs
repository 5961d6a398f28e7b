using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Engine.Stores.Redis.Protocol;

/// <summary><see cref="IRedisConnection"/> over a stream.</summary>
internal sealed class RedisConnection : IRedisConnection
{
    private readonly Stream _stream;
    private readonly RedisOptions _options;
    private readonly RespInput _input;
    private readonly RespReader _reader;
    private readonly Queue<RedisValue> _pushed = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isTaken;

    public RedisConnection(RedisAddress address, Stream stream, RedisOptions options)
    {
        (Address, _stream, _options) = (address, stream, options);
        _input = new RespInput(stream);
        _reader = new RespReader(_input, options.Limits);
    }

    public RedisAddress Address { get; }

    public bool IsUsable { get; private set; } = true;

    public async Task<RedisValue> SendAsync(IReadOnlyList<RedisArgument> command, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var answers = await SendAllAsync([command], timeout, cancellationToken).ConfigureAwait(false);
        return answers[0].IsError ? throw new RedisRefusedException(Address, NameOf(command), CodeOf(answers[0], command)) : answers[0];
    }

    public Task<IReadOnlyList<RedisValue>> SendAllAsync(
        IReadOnlyList<IReadOnlyList<RedisArgument>> commands, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var bytes = RespWriter.Write(commands);
        var limit = timeout ?? _options.CommandTimeout;
        return TakeTurnAsync(commands.Count == 1 ? NameOf(commands[0]) : $"{commands.Count} commands", limit, TalkAsync, cancellationToken);

        async Task<IReadOnlyList<RedisValue>> TalkAsync(CancellationToken token)
        {
            // Side by side: a server that cannot get rid of its answers stops taking commands.
            var written = WriteAsync(bytes, token);
            var answers = new List<RedisValue>(commands.Count);
            while (answers.Count < commands.Count)
            {
                var answer = await _reader.ReadAsync(token).ConfigureAwait(false);
                if (answer.Kind == RedisValueKind.Push)
                {
                    Keep(answer);
                }
                else
                {
                    answers.Add(answer);
                }
            }

            await written.ConfigureAwait(false);
            return answers;
        }
    }

    public Task PostAsync(IReadOnlyList<RedisArgument> command, CancellationToken cancellationToken)
    {
        var bytes = RespWriter.Write([command]);
        return TakeTurnAsync(
            NameOf(command),
            _options.CommandTimeout,
            async token =>
            {
                await WriteAsync(bytes, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public Task<RedisValue> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken) => TakeTurnAsync(
        "what was posted",
        timeout,
        async token => _pushed.TryDequeue(out var pushed) ? pushed : await _reader.ReadAsync(token).ConfigureAwait(false),
        cancellationToken);

    public Stream TakeStream()
    {
        if (!IsUsable || _isTaken)
        {
            throw new RedisConnectionLostException(Address);
        }

        _isTaken = true;
        return new RedisStream(_input, _stream);
    }

    public async ValueTask DisposeAsync()
    {
        IsUsable = false;
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The first word of an error, unless it repeats one of the arguments.</summary>
    internal static string CodeOf(RedisValue error, IReadOnlyList<RedisArgument> command) =>
        RedisErrorCodes.Of(error.Reveal(), word => command.Skip(1).Any(argument => argument.Bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(word))));

    private static string NameOf(IReadOnlyList<RedisArgument> command)
    {
        var name = command.Count == 0 ? "" : Encoding.UTF8.GetString(command[0].Bytes.Span);
        return name.Length is > 0 and <= 20 && name.All(char.IsAsciiLetter) ? name.ToUpperInvariant() : "a command";
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Keep(RedisValue pushed)
    {
        if (_pushed.Count == _options.Limits.MostItems)
        {
            throw new RedisProtocolException("it sends more than is taken");
        }

        _pushed.Enqueue(pushed);
    }

    private async Task<T> TakeTurnAsync<T>(string what, TimeSpan limit, Func<CancellationToken, Task<T>> talk, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!IsUsable || _isTaken)
            {
                throw new RedisConnectionLostException(Address);
            }

            using var timer = new CancellationTokenSource(limit, _options.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                return await talk(both.Token).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                await DisposeAsync().ConfigureAwait(false);
                throw Named(failure, what, limit, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private Exception Named(Exception failure, string what, TimeSpan limit, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
        OperationCanceledException => new RedisTimeoutException(Address, what, limit),
        IOException or ObjectDisposedException or CryptographicException => new RedisConnectionLostException(Address, failure),
        _ => failure,
    };
}
