using System.Buffers;
using DeployOps.Engine.Redaction;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

public sealed class EdgeCaseTests
{
    [Fact]
    public void Without_secrets_a_text_comes_back_as_the_same_object()
    {
        var text = "nothing to see, 한글, \ud800 alone";
        Assert.Same(text, Redactor.Empty.Redact(text));
        Assert.Same(text, Redactor.Create([new Secret("A", string.Empty), new Secret("B", "   ")]).Redact(text));
        Assert.Equal(string.Empty, Redactor.Empty.Redact(string.Empty));
    }

    [Fact]
    public void A_lone_surrogate_survives_beside_a_mask() =>
        Assert.Equal("\ud800 *** \udc00", Redactor.Create([new Secret("A", "hunter22")]).Redact("\ud800 hunter22 \udc00"));

    [Theory]
    [InlineData("***")]
    [InlineData("*")]
    [InlineData("********")]
    public void A_secret_of_stars_is_passed_over(string secret)
    {
        var redactor = Redactor.Create([new Secret("KEY", secret), new Secret("B", "hunter22")]);
        Assert.Equal("KEY=*** ******** ***", redactor.Redact("KEY=*** ******** hunter22"));
    }

    [Fact]
    public void Masking_twice_changes_nothing()
    {
        var redactor = Redactor.Create([new Secret("KEY", "x"), new Secret("URL", "redis://:pw123@h"), new Secret("C", "ab**cd")]);
        var once = redactor.Redact("KEY=x redis://:pw123@h ab**cd Authorization: Bearer abc");
        Assert.Equal("KEY=*** redis://:***@h *** Authorization: Bearer ***", once);
        Assert.Equal(once, redactor.Redact(once));
    }

    [Fact]
    public void A_secret_too_long_is_refused_by_name()
    {
        var refused = Assert.Throws<ArgumentException>(() => Redactor.Create([new Secret("BIG_KEY", new string('q', 10_000_000))]));
        Assert.Contains("BIG_KEY", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("qq", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_secret_is_masked()
    {
        var random = new Random(5);
        var secret = string.Concat(Enumerable.Range(0, Redactor.LongestSecret).Select(_ => (char)random.Next('a', 'z')));
        var redactor = Redactor.Create([new Secret("KEY", secret)]);
        Assert.Equal("[***]", redactor.Redact("[" + secret + "]"));
        Assert.Equal("[***]", redactor.Redact("[" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)) + "]"));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_pass_unchanged()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var redactor = Redactor.Create([new Secret("KEY", "a secret that is not in there")]);
        var target = new MemoryStream();
        using (var stream = new RedactingStream(redactor, target, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        Assert.Equal(bytes, target.ToArray());
    }

    [Fact]
    public void Repeating_text_ends_soon()
    {
        var redactor = Redactor.Create(Enumerable.Range(16, 20).Select(length => new Secret("K" + length, new string('a', length))));
        var clock = new ProcessorTime();
        Assert.Equal("***", redactor.Redact(new string('a', 200_000)));
        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("Host=db01.example.com;Username=shop-user;Password=hunter22", "shop-user at db01.example.com")]
    [InlineData("correct horse absolutely staple", "the absolutely last one")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\n-----END CERTIFICATE-----", "CERTIFICATE")]
    [InlineData("{\"type\":\"service_account\",\"project_id\":\"shop-project-1\",\"private_key\":\"hunter-22-long\"}", "service_account of shop-project-1")]
    [InlineData("short-1,short-2", "short-1")]
    public void What_is_no_member_stays_readable(string secret, string text) =>
        Assert.Equal(text, Redactor.Create([new Secret("KEY", secret)]).Redact(text));

    [Fact]
    public void A_list_of_many_members_is_taken_apart_soon()
    {
        var clock = new ProcessorTime();
        var secret = string.Join(',', Enumerable.Range(0, 5_000).Select(number => "member-" + number));
        Assert.Equal("***", Redactor.Create([new Secret("KEYS", secret)]).Redact("member-4999"));
        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Nothing_here_tells_a_value()
    {
        Assert.Equal("KEY=***", new Secret("KEY", "hunter22").ToString());
        Assert.Equal("Redactor", Redactor.Create([new Secret("KEY", "hunter22")]).ToString());
    }

    [Fact]
    public async Task Many_threads_may_share_a_redactor()
    {
        var redactor = Redactor.Create([new Secret("KEY", "hunter22")]);
        await Parallel.ForAsync(0, 200, (index, _) =>
        {
            Assert.Equal($"{index} ***", redactor.Redact($"{index} hunter22"));
            var output = new ArrayBufferWriter<byte>();
            redactor.Redact("aHVudGVyMjI="u8, output);
            Assert.Equal("***"u8.ToArray(), output.WrittenSpan.ToArray());
            return ValueTask.CompletedTask;
        });
    }
}
