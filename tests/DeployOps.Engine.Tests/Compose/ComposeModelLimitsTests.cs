using System.Text;
using DeployOps.Engine.Compose.Model.Yaml;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>What should not be a compose file is refused by name, with its line, and takes neither the stack nor the memory.</summary>
public sealed class ComposeModelLimitsTests
{
    [Theory]
    [InlineData("services: [a\n  b: }\n", ComposeFormatReason.NotYaml, 2)]
    [InlineData("services:\n\ta:\n", ComposeFormatReason.TabIndentation, 2)]
    [InlineData("services:\n  a:\n    image: x\n    image: y\n", ComposeFormatReason.DuplicateKey, 4)]
    [InlineData("services:\n  a:\n    1: x\n", ComposeFormatReason.KeyNotText, 3)]
    [InlineData("services:\n  a:\n    ? [x]\n    : y\n", ComposeFormatReason.KeyNotText, 3)]
    [InlineData("- a\n", ComposeFormatReason.NotAMapping, 1)]
    [InlineData("just text\n", ComposeFormatReason.NotAMapping, 1)]
    [InlineData("", ComposeFormatReason.NotAMapping, 1)]
    [InlineData("services:\n  a: *gone\n", ComposeFormatReason.BadAlias, 2)]
    [InlineData("services: &self\n  a: *self\n", ComposeFormatReason.BadAlias, 2)]
    [InlineData("services:\n  a: &self\n    <<: *self\n", ComposeFormatReason.BadAlias, 3)]
    [InlineData("services:\n  a:\n    <<: text\n", ComposeFormatReason.BadMergeKey, 3)]
    [InlineData("services:\n  a: { extends: b }\n  b: { extends: a }\n", ComposeFormatReason.ExtendsCycle, 2)]
    [InlineData("services:\n  a: { extends: a }\n", ComposeFormatReason.ExtendsCycle, 2)]
    [InlineData("services:\n  a: { extends: gone }\n", ComposeFormatReason.ExtendedServiceMissing, 2)]
    [InlineData("services:\n  a:\n    extends: [b]\n", ComposeFormatReason.BadReference, 3)]
    [InlineData("services:\n  a: { extends: { service: b, file: gone.yml } }\n", ComposeFormatReason.FileMissing, 2)]
    [InlineData("include: gone.yml\n", ComposeFormatReason.BadReference, 1)]
    [InlineData("include:\n  - gone.yml\n", ComposeFormatReason.FileMissing, 2)]
    [InlineData("include:\n  - compose.yml\n", ComposeFormatReason.IncludeCycle, 2)]
    [InlineData("include:\n  - https://example.com/compose.yml\n", ComposeFormatReason.RemoteFile, 2)]
    public void A_broken_file_is_refused_by_name_and_line(string text, ComposeFormatReason reason, int line)
    {
        using var compose = new ComposeText();

        var failure = Assert.Throws<ComposeFormatException>(() => compose.ReadText(text));

        Assert.Equal((reason, (int?)line), (failure.Reason, failure.Line));
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        using var compose = new ComposeText();

        Assert.Equal(ComposeFormatReason.FileMissing, Assert.Throws<ComposeFormatException>(() => ComposeText.Read(Path.Combine(compose.Folder, "gone.yml"))).Reason);
        Assert.Equal(ComposeFormatReason.FileUnreadable, Assert.Throws<ComposeFormatException>(() => ComposeText.Read(compose.Folder)).Reason);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused_with_its_line()
    {
        using var compose = new ComposeText();
        byte[] korean = [.. "services:\n  a:\n    image: "u8, 0xC7, 0xD1, (byte)'\n'];

        var failure = Assert.Throws<ComposeFormatException>(() => ComposeText.Read(compose.Write("compose.yml", korean)));

        Assert.Equal((ComposeFormatReason.NotUtf8, (int?)3), (failure.Reason, failure.Line));
    }

    [Fact]
    public void A_file_of_50_MB_is_refused_before_it_is_parsed()
    {
        using var compose = new ComposeText();
        var path = Path.Combine(compose.Folder, "compose.yml");
        using (var stream = File.Create(path))
        {
            stream.SetLength(50 * 1024 * 1024);
        }

        Assert.Equal(ComposeFormatReason.TooLarge, Assert.Throws<ComposeFormatException>(() => ComposeText.Read(path)).Reason);
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        var text = new StringBuilder("x-0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
        for (var level = 1; level < 12; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"x-{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Refused(text.ToString(), ComposeFormatReason.TooManyNodes);
    }

    [Fact]
    public void Merge_keys_that_multiply_are_refused()
    {
        var text = new StringBuilder("x-0: &a0 { k0: 1 }\n");
        for (var level = 1; level < 4000; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"x-{level}: &a{level} {{ <<: *a{level - 1}, k{level}: 1 }}\n");
        }

        Refused(text.ToString(), ComposeFormatReason.TooManyNodes);
    }

    [Fact]
    public void Deep_nesting_is_refused_whether_written_or_made_of_aliases()
    {
        Refused("x-a: " + new string('[', 5000) + new string(']', 5000) + "\n", ComposeFormatReason.TooDeep);
        var text = new StringBuilder("x-0: &a0 [1]\n");
        for (var level = 1; level < 5000; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"x-{level}: &a{level} [*a{level - 1}]\n");
        }

        Refused(text.ToString(), ComposeFormatReason.TooDeep);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_read()
    {
        using var compose = new ComposeText();

        var model = compose.ReadText("\uFEFFservices:\r\n  a:\r\n    image: x:1\r\n    restart: always\r\n");

        var service = Assert.Single(model.Services);
        Assert.Equal(("x:1", "always", 4), (service.Image!.Text, service.Restart!.Text, service.Restart.Source.Line));
    }

    [Fact]
    public void A_thousand_services_are_read_in_no_time()
    {
        var text = new StringBuilder("services:\n");
        for (var index = 0; index < 1000; index++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  s{index}:\n    image: app:${{TAG:?}}\n    extends: base\n    environment: [A=1, B=2]\n    ports: [\"{10000 + index}:80\"]\n");
        }

        text.Append("  base:\n    image: base:1\n    restart: always\n    healthcheck: { test: x }\n");
        using var compose = new ComposeText();
        var clock = new ProcessorTime();

        var model = compose.ReadText(text.ToString());

        // Not a measurement: it guards against work that grows with the square of the services.
        Assert.True(clock.Used < TimeSpan.FromSeconds(10), $"{clock.Used}");
        Assert.Equal(1001, model.Services.Count);
        Assert.All(model.Services, service => Assert.Equal("always", service.Restart!.Text));
    }

    [Fact]
    public void Random_garbage_never_fails_without_a_name()
    {
        const string Alphabet = "ab:-[]{}&*!|>'\"%@`#,? \n\n  \t$x1<~\\";
        using var compose = new ComposeText();
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var text = "services:\n" + string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                compose.ReadText(text);
            }
            catch (ComposeFormatException)
            {
                // Named.
            }
            catch (Exception failure)
            {
                Assert.Fail($"seed {seed}: {failure}");
            }
        }
    }

    private static void Refused(string text, ComposeFormatReason reason)
    {
        using var compose = new ComposeText();
        Assert.Equal(reason, Assert.Throws<ComposeFormatException>(() => compose.ReadText(text)).Reason);
    }
}
