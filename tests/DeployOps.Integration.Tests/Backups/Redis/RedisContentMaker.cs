using System.Globalization;
using System.Text;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>Fills a server with every type of value, in its compact and in its large form.</summary>
internal static class RedisContentMaker
{
    private const string Long = "a long value that is longer than sixty-four bytes, so that collections leave their compact forms: 가나다라 🐘";

    public static async Task FillAsync(IRedisConnection connection)
    {
        var commands = new List<IReadOnlyList<RedisArgument>>
        {
            Command("SET", "text", "value"), Command("SET", "number", "12345"), Command("SET", "negative", "-7"), Command("SET", "empty", ""),
            Command("SET", "compressible", new string('x', 5000)), Command("SET", "한글 키 🐘", "값"), new RedisArgument[] { "SET", new byte[] { 0, 255, 10, 13 }, new byte[] { 0, 1, 2, 255 } },
            Command("SET", "expires late", "x", "EX", "86400"), Command("SET", "expires soon", "x", "PX", "1500"),
            Command("RPUSH", "list small", "1", "-300", "100000", "5000000000", "text", Long), Command("SADD", "set of numbers", "1", "2", "300", "-70000", "9000000000"),
            Command("SADD", "set small", "a", "b", "1"), Command("ZADD", "zset small", "1", "one", "-2.5", "minus", "inf", "most", "-inf", "least", "0.1", "tenth"),
            Command("HSET", "hash small", "f", "1", "g", "text", "h", "-5"), Command("PFADD", "log log", "a", "b", "c"), Command("SETBIT", "bits", "100", "1"), Command("GEOADD", "places", "127", "37", "Seoul"),
            Command("XADD", "stream", "1-1", "field", "value", "n", "1"), Command("XADD", "stream", "2-1", "field", "other"), Command("XADD", "stream", "3-1", "different", "fields"),
            Command("XGROUP", "CREATE", "stream", "group", "0"), Command("XREADGROUP", "GROUP", "group", "consumer", "COUNT", "2", "STREAMS", "stream", ">"), Command("XDEL", "stream", "2-1"),
            Command("XADD", "stream empty", "1-1", "f", "v"), Command("XDEL", "stream empty", "1-1"),
            Command("FUNCTION", "LOAD", "#!lua name=shop\nredis.register_function('answer', function() return 42 end)"),
        };
        foreach (var index in Enumerable.Range(0, 1500))
        {
            var number = index.ToString(CultureInfo.InvariantCulture);
            commands.Add(Command("RPUSH", "list large", $"{Long} {number}"));
            commands.Add(Command("SADD", "set large", $"{Long} {number}"));
            commands.Add(Command("ZADD", "zset large", (index * 0.37).ToString("R", CultureInfo.InvariantCulture), $"{Long} {number}"));
            commands.Add(Command("HSET", "hash large", $"field {number}", $"{Long} {number}"));
            commands.Add(Command("XADD", "stream large", $"{index + 1}-1", "field", number, "text", Long));
        }

        commands.Add(Command("RPUSH", "list with a giant", new string('y', 20_000), "z"));
        commands.Add(Command("SELECT", "3"));
        commands.Add(Command("SET", "text", "another in database 3"));
        commands.Add(Command("SELECT", "15"));
        commands.Add(Command("HSET", "last", "f", "v"));
        var answers = await connection.SendAllAsync(commands, TimeSpan.FromMinutes(1), CancellationToken.None);
        if (answers.FirstOrDefault(answer => answer.IsError) is { } refused)
        {
            throw new InvalidOperationException(refused.Reveal());
        }
    }

    private static RedisArgument[] Command(params string[] words) => [.. words.Select(word => new RedisArgument(Encoding.UTF8.GetBytes(word)))];
}
