using System.Text;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Stores.Redis.Protocol;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Redis;

public sealed class RespReaderTests
{
    private static readonly RedisLimits Small = new() { MostBytes = 4096, MostItems = 100, MostDepth = 4, MostLineBytes = 256 };

    [Theory]
    [InlineData("+OK\r\n", "Simple OK")]
    [InlineData("-WRONGPASS no\r\n", "Error WRONGPASS no")]
    [InlineData(":-42\r\n", "Number -42")]
    [InlineData("$5\r\nhe\r\no\r\n", "Bulk he\r\no")]
    [InlineData("$0\r\n\r\n", "Bulk ")]
    [InlineData("$-1\r\n", "Null ")]
    [InlineData("*-1\r\n", "Null ")]
    [InlineData("_\r\n", "Null ")]
    [InlineData("#t\r\n", "Boolean 1")]
    [InlineData(",1.5e3\r\n", "FloatingPoint 1.5e3")]
    [InlineData(",-inf\r\n", "FloatingPoint -inf")]
    [InlineData("(3492890328409238509324850943850943825024385\r\n", "BigNumber 3492890328409238509324850943850943825024385")]
    [InlineData("!9\r\nERR hello\r\n", "Error ERR hello")]
    [InlineData("=8\r\ntxt:text\r\n", "Verbatim txt:text")]
    [InlineData("*2\r\n$1\r\na\r\n*1\r\n:7\r\n", "Array [Bulk a; Array [Number 7]]")]
    [InlineData("%1\r\n+k\r\n~1\r\n:1\r\n", "Map [Simple k; Set [Number 1]]")]
    [InlineData(">2\r\n+message\r\n$0\r\n\r\n", "Push [Simple message; Bulk ]")]
    [InlineData("|1\r\n+ttl\r\n:3600\r\n:5\r\n", "Number 5")]
    [InlineData("*0\r\n", "Array []")]
    public async Task Every_type_is_read_in_whatever_pieces_it_comes(string text, string expected)
    {
        foreach (var piece in new[] { 1, 2, 3, 7, 4096 })
        {
            Assert.Equal(expected, Show(await ReadAsync(text, Small, piece)));
        }
    }

    [Theory]
    [InlineData("\r\n", "no type")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "no known type")]
    [InlineData("+OK\n", "CR and LF")]
    [InlineData(":12x\r\n", "number")]
    [InlineData(":\r\n", "number")]
    [InlineData("$-2\r\n", "length")]
    [InlineData("%-1\r\n", "length")]
    [InlineData("$2147483647\r\n", "length")]
    [InlineData("$99999999999999999999\r\n", "number")]
    [InlineData("$5\r\nhello!!\r\n", "not as long")]
    [InlineData("$5000\r\n", "too large")]
    [InlineData("*101\r\n", "too many items")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n", "too deep")]
    [InlineData("#x\r\n", "truth value")]
    [InlineData(",one\r\n", "number")]
    [InlineData("(1.5\r\n", "number")]
    [InlineData("_x\r\n", "null")]
    [InlineData("$?\r\n", "number")]
    public async Task What_is_no_answer_is_refused_by_name(string text, string reason)
    {
        var failure = await Assert.ThrowsAsync<RedisProtocolException>(() => ReadAsync(text, Small, 4096));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+OK")]
    [InlineData("$5\r\nhel")]
    [InlineData("*2\r\n:1\r\n")]
    public async Task A_stream_that_ends_early_says_so(string text) =>
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync(text, Small, 4096));

    [Fact]
    public async Task A_line_without_end_is_cut_short() =>
        Assert.Contains("too long", (await Assert.ThrowsAsync<RedisProtocolException>(() => ReadAsync("+" + new string('x', 1000), Small, 64))).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_length_alone_takes_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAsync("$500000000\r\nabc", new RedisLimits(), 4096));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task Ten_thousand_streams_of_garbage_end_in_a_value_or_a_named_failure()
    {
        var random = new Random(20261121);
        var ends = new Dictionary<string, int>();
        for (var round = 0; round < 10_000; round++)
        {
            var input = new RespInput(new DribblingStream(Garbage(random), () => random.Next(1, 64)));
            var reader = new RespReader(input, Small);
            string end;
            try
            {
                while (true)
                {
                    await reader.ReadAsync(CancellationToken.None);
                }
            }
            catch (Exception failure)
            {
                end = failure.GetType().Name;
            }

            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        Assert.Equal(["EndOfStreamException", "RedisProtocolException"], ends.Keys.Order());
        Assert.All(ends.Values, count => Assert.True(count > 100, "both ends are met often"));
    }

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(0, 300)];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
        {
            return bytes;
        }

        // Garbage that looks like the protocol gets further than bytes do.
        const string letters = "+-:$*%~>|_#,(!=?0123456789tf\r\n";
        var text = new StringBuilder();
        while (text.Length < bytes.Length)
        {
            text.Append(random.Next(6) switch
            {
                0 => $"*{random.Next(-2, 5)}\r\n",
                1 => $"${random.Next(-2, 5)}\r\n",
                2 => $"{letters[random.Next(letters.Length)]}{random.Next(0, 300)}\r\n",
                3 => $"+{letters[random.Next(letters.Length - 2)]}\r\n",
                4 => $"%{random.Next(0, 3)}\r\n",
                _ => letters[random.Next(letters.Length)].ToString(),
            });
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static async Task<RedisValue> ReadAsync(string text, RedisLimits limits, int piece) =>
        await new RespReader(new RespInput(new DribblingStream(Encoding.ASCII.GetBytes(text), () => piece)), limits).ReadAsync(CancellationToken.None);

    private static string Show(RedisValue value) => value.Kind is RedisValueKind.Array or RedisValueKind.Map or RedisValueKind.Set or RedisValueKind.Push
        ? $"{value.Kind} [{string.Join("; ", value.Items.Select(Show))}]"
        : $"{value.Kind} {value.Reveal()}";
}
