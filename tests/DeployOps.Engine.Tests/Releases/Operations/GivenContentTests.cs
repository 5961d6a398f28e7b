using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Content;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

public sealed class GivenContentTests : IDisposable
{
    private const string Secret = "hunter2";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("given-");

    [Theory]
    [InlineData("""{"volumes":[{"type":"bind","source":"FILE","target":"/f"}]}""", "{}")]
    [InlineData("""{"configs":[{"source":"c","target":"/f"}]}""", """{"configs":{"c":{"file":"FILE"}}}""")]
    [InlineData("""{"secrets":[{"source":"c"}]}""", """{"secrets":{"c":{"file":"FILE"}}}""")]
    [InlineData("""{"volumes":[{"type":"volume","source":"v","target":"/f"}]}""", """{"volumes":{"v":{"name":"shop_v","driver_opts":{"type":"none","o":"ro,bind","device":"FILE"}}}}""")]
    public void The_label_changes_with_the_content_of_a_file_and_only_with_it(string service, string rest)
    {
        var file = Write("settings", "one");
        var before = Label(service, rest, file);
        Assert.Equal(before, Label(service, rest, file));

        // An editor that replaces a file leaves the old one to the container.
        File.Delete(file);
        Write("settings", "two");
        Assert.NotEqual(before, Label(service, rest, file));

        Write("settings", "one");
        Assert.Equal(before, Label(service, rest, file));
        Assert.False(Given(service, rest, file).MayHaveChanged("backend"));
    }

    [Theory]
    [InlineData("""{"configs":[{"source":"c"}]}""", """{"configs":{"c":{"content":"one"}}}""", """{"configs":{"c":{"content":"two"}}}""")]
    [InlineData("""{"secrets":[{"source":"c"}]}""", """{"secrets":{"c":{"environment":"ONE"}}}""", """{"secrets":{"c":{"environment":"TWO"}}}""")]
    [InlineData("""{"volumes":[{"type":"volume","source":"v","target":"/v"}]}""", """{"volumes":{"v":{"name":"v1"}}}""", """{"volumes":{"v":{"name":"v2"}}}""")]
    [InlineData("""{"networks":{"n":null}}""", """{"networks":{"n":{"name":"n1"}}}""", """{"networks":{"n":{"name":"n2"}}}""")]
    public void The_label_changes_with_what_the_outermost_level_says(string service, string before, string after)
    {
        Assert.NotNull(Label(service, before));
        Assert.NotEqual(Label(service, before), Label(service, after));
        Assert.False(Given(service, after).MayHaveChanged("backend"));
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"volumes":[{"type":"volume","source":"v","target":"/v"},{"type":"volume","target":"/w"},{"type":"tmpfs","target":"/t"}],"networks":{"default":null}}""",
        """{"volumes":{"v":{"name":"shop_v"}},"networks":{"default":{"name":"shop_default"}}}""")]
    public void A_service_that_is_given_nothing_has_no_label(string service, string rest)
    {
        Assert.Null(Label(service, rest));
        Assert.False(Given(service, rest).MayHaveChanged("backend"));
    }

    [Fact]
    public void A_folder_a_large_file_and_what_is_missing_are_not_looked_into_and_may_have_changed()
    {
        var large = Write("large", new string('x', ContentHash.LargestFile + 1));
        foreach (var path in new[] { _folder.FullName, large, Path.Combine(_folder.FullName, "missing") })
        {
            var given = Given("""{"volumes":[{"type":"bind","source":"FILE","target":"/f"}]}""", "{}", path);
            Assert.Empty(given.Labels);
            Assert.True(given.MayHaveChanged("backend"));
        }

        Assert.NotNull(Label("""{"volumes":[{"type":"bind","source":"FILE","target":"/f"}]}""", "{}", Write("allowed", new string('x', ContentHash.LargestFile))));
        Assert.True(Given("""{"secrets":[{"source":"c"}]}""", """{"secrets":{"c":{"external":true}}}""").MayHaveChanged("backend"));
        Assert.True(GivenContent.Unknown.MayHaveChanged("backend"));
    }

    [Fact]
    public void Nobody_finds_a_short_secret_by_trying_because_the_key_stays_on_the_machine()
    {
        var project = new DeployProject { Root = _folder.FullName, Name = "shop" };
        var key = ContentKey.Of(project);
        Assert.Equal(key, ContentKey.Of(project));
        Assert.NotEqual(key, Key);
        var plan = Plan("""{"secrets":[{"source":"c"}]}""", """{"secrets":{"c":{"file":"FILE"}}}""", Write("secret", Secret));
        var labels = GivenContent.Of(plan, key, _ => null).Labels;
        Assert.NotEqual(GivenContent.Of(plan, Key, _ => null).Labels["backend"], labels["backend"]);
        Assert.Matches("^[0-9a-f]{64}$", labels["backend"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.FullName, ".deployops", "content.key")));
        }

        // A key that was cut short is made anew.
        File.WriteAllBytes(Path.Combine(_folder.FullName, ".deployops", "content.key"), [1, 2]);
        Assert.Equal(32, ContentKey.Of(project).Length);
    }

    [Fact]
    public void The_label_is_laid_over_what_compose_is_told_and_into_the_plan()
    {
        var project = new DeployProject { Root = _folder.FullName, Name = "shop" };
        var plan = Plan("""{"labels":{"a":"b"},"configs":[{"source":"c"}]}""", """{"configs":{"c":{"content":"one"}}}""");
        var given = GivenContent.Of(plan, Key, _ => null);
        var target = ComposeTarget.OfPlan("shop", project.Root, "plan.json");
        var laid = given.LayOver(target, new OperationFolder(project, 7));

        Assert.Equal("plan.json", laid.Files[0]);
        Assert.Contains($"    labels:\n      deployops.content: \"{given.Labels["backend"]}\"\n", File.ReadAllText(laid.Files[1]), StringComparison.Ordinal);
        var text = plan.WithLabel(GivenContent.Label, given.Labels).Text().Reveal();
        Assert.Contains($"\"deployops.content\": \"{given.Labels["backend"]}\"", text, StringComparison.Ordinal);
        Assert.Contains("\"a\": \"b\"", text, StringComparison.Ordinal);
        Assert.Same(target, GivenContent.Unknown.LayOver(target, new OperationFolder(project, 8)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? Label(string service, string rest, string file = "") => Given(service, rest, file).Labels.GetValueOrDefault("backend");

    private static GivenContent Given(string service, string rest, string file = "") =>
        GivenContent.Of(Plan(service, rest, file), Key, name => name == "ONE" ? Secret : null);

    private static ComposePlan Plan(string service, string rest, string file = "") =>
        ComposePlan.Parse(new CapturedText($"{{\"name\":\"shop\",\"services\":{{\"backend\":{service}}}{(rest.Length > 2 ? "," + rest[1..^1] : "")}}}".Replace("FILE", file.Replace("\\", "\\\\", StringComparison.Ordinal), StringComparison.Ordinal)));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
