using System.Text;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.Files;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

public sealed class CreationTests : IDisposable
{
    private const string Sample =
        """
        # where it runs
        ENVIRONMENT=development
        POSTGRES_USER=app
        POSTGRES_PASSWORD=devpassword
        DATABASE_URL=
        CACHE_URL=redis://:${REDIS_PASSWORD}@cache:6379/0
        REDIS_PASSWORD=
        ACCESS_TOKEN_EXPIRE_MINUTES=30
        OPENAI_API_KEY=sk-xxx
        DOMAIN= # the public name
        STARTUP_WITHOUT_REDIS=true

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");

    private string Target => Path.Combine(_folder.FullName, ".env.prod");

    [Fact]
    public void A_file_is_made_for_its_owner_only_with_each_key_dealt_with()
    {
        var result = Run(options => options with { Values = Map("DATABASE_URL", "postgresql://${POSTGRES_USER}:${POSTGRES_PASSWORD}@db/app?c=$1") });
        var values = EnvFile.Load(Target, _ => null).Values;

        Assert.Equal(
            ["Fixed", "Sample", "Generated", "Template", "Sample", "Generated", "Sample", "LeftEmpty", "LeftEmpty", "Fixed"],
            result.Keys.Select(key => key.Origin.ToString()));
        Assert.Equal(["OPENAI_API_KEY", "DOMAIN"], result.ToBeFilledIn);
        Assert.Equal("production", values["ENVIRONMENT"]);
        Assert.Equal("false", values["STARTUP_WITHOUT_REDIS"]);
        Assert.Equal($"postgresql://app:{values["POSTGRES_PASSWORD"]}@db/app?c=$1", values["DATABASE_URL"]);
        Assert.Equal($"redis://:{values["REDIS_PASSWORD"]}@cache:6379/0", values["CACHE_URL"]);
        Assert.Equal(string.Empty, values["OPENAI_API_KEY"]);
        Assert.Equal(string.Empty, values["DOMAIN"]);
        Assert.Matches("^[A-Za-z0-9][A-Za-z0-9_-]{46}[A-Za-z0-9]$", values["POSTGRES_PASSWORD"]);
        Assert.NotEqual(values["POSTGRES_PASSWORD"], values["REDIS_PASSWORD"]);
        Assert.DoesNotContain(values["POSTGRES_PASSWORD"], result.ToString() + string.Concat(result.Keys), StringComparison.Ordinal);
        Assert.StartsWith("# where it runs\nENVIRONMENT=production\n", File.ReadAllText(Target), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        }

        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public void An_existing_file_is_never_overwritten()
    {
        File.WriteAllText(Target, "A=mine");

        Assert.Throws<EnvFileExistsException>(() => Run(options => options));
        Assert.Throws<EnvFileExistsException>(() => Run(options => options with { WhatIf = true }));
        Assert.Equal("A=mine", File.ReadAllText(Target));
    }

    [Fact]
    public void A_link_that_leads_nowhere_counts_as_a_file()
    {
        File.CreateSymbolicLink(Target, Path.Combine(_folder.FullName, "nowhere"));

        Assert.Throws<EnvFileExistsException>(() => Run(options => options));
    }

    [Fact]
    public void A_file_that_appears_meanwhile_is_not_overwritten()
    {
        WriteSample();
        var creation = new EnvFileCreation(new LateWriter(Target));

        Assert.Throws<EnvFileExistsException>(() => creation.Run(new EnvFileCreationOptions { SamplePath = SamplePath, TargetPath = Target }));
        Assert.Equal("theirs", File.ReadAllText(Target));
    }

    [Fact]
    public void WhatIf_writes_nothing_and_tells_the_same()
    {
        var result = Run(options => options with { WhatIf = true });

        Assert.False(result.IsWritten);
        Assert.Equal(10, result.Keys.Count);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void A_merge_appends_and_changes_no_byte()
    {
        byte[] before = [0xEF, 0xBB, 0xBF, .. "POSTGRES_PASSWORD='keep me'\r\nOWN=1\r\nDOMAIN=example.org"u8];
        File.WriteAllBytes(Target, before);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        var result = Run(options => options with { Merge = true, Values = Map("DATABASE_URL", "pg://${POSTGRES_PASSWORD}@${OWN}") });
        var after = File.ReadAllBytes(Target);
        var values = EnvFile.Load(Target, _ => null).Values;

        Assert.Equal(before, after[..before.Length]);
        Assert.Equal("pg://keep me@1", values["DATABASE_URL"]);
        Assert.Equal("example.org", values["DOMAIN"]);
        Assert.Equal(["POSTGRES_PASSWORD", "OWN", "DOMAIN"], result.Keys.Where(key => key.Origin == EnvValueOrigin.Kept).Select(key => key.Key));
        Assert.DoesNotContain("\n", Encoding.UTF8.GetString(after).Replace("\r\n", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Target).HasFlag(UnixFileMode.GroupRead));
        }

        Assert.False(Run(options => options with { Merge = true }).IsWritten);
        Assert.Equal(after, File.ReadAllBytes(Target));
    }

    [Fact]
    public void A_merge_into_a_broken_file_changes_nothing()
    {
        File.WriteAllText(Target, "A='x");

        Assert.Equal(Target, Assert.Throws<EnvFileFormatException>(() => Run(options => options with { Merge = true })).Path);
        Assert.Equal("A='x", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData("NOT_IN_SAMPLE", "x", EnvTemplateReason.UnknownKey)]
    [InlineData("DOMAIN", "${NOWHERE}", EnvTemplateReason.UnknownReference)]
    [InlineData("DOMAIN", "${DOMAIN}", EnvTemplateReason.Circle)]
    [InlineData("REDIS_PASSWORD", "${CACHE_URL}", EnvTemplateReason.Circle)]
    public void A_value_that_cannot_be_used_is_named(string key, string template, EnvTemplateReason reason)
    {
        Assert.Equal(reason, Assert.Throws<EnvTemplateException>(() => Run(options => options with { Values = Map(key, template) })).Reason);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void A_weak_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(options => options with { SecretLength = 31 }));

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins()
    {
        using var gate = new Barrier(8);
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                try
                {
                    new PrivateFile().Create(Target, Encoding.ASCII.GetBytes($"WINNER={number}"));
                    return number;
                }
                catch (IOException)
                {
                    return -1;
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal($"WINNER={Assert.Single(wins, number => number >= 0)}", File.ReadAllText(Target));
        Assert.Single(_folder.GetFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string SamplePath => Path.Combine(_folder.FullName, ".env.sample");

    private static Dictionary<string, string> Map(string key, string value) => new() { [key] = value };

    private void WriteSample() => File.WriteAllText(SamplePath, Sample.ReplaceLineEndings("\n"));

    private EnvFileCreationResult Run(Func<EnvFileCreationOptions, EnvFileCreationOptions> change)
    {
        WriteSample();
        return new EnvFileCreation(new PrivateFile()).Run(change(new EnvFileCreationOptions { SamplePath = SamplePath, TargetPath = Target }));
    }

    /// <summary>Someone else is a moment faster.</summary>
    private sealed class LateWriter(string target) : IPrivateFileWriter
    {
        public void Create(string path, ReadOnlySpan<byte> content)
        {
            File.WriteAllText(target, "theirs");
            new PrivateFile().Create(path, content);
        }

        public void Replace(string path, ReadOnlySpan<byte> content) => throw new NotSupportedException();
    }
}
