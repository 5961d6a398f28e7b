using DeployOps.Engine.EnvFiles;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>What holds for <c>--env-file</c> and not for <c>env_file:</c>; too rare among generated files.</summary>
public sealed class ProjectFileTests
{
    [ComposeFact]
    public void The_environment_takes_no_empty_key_and_no_nul_and_files_are_read_twice()
    {
        using var compose = new ComposeConfig();
        foreach (var text in new[] { "=x\n", "BARE", "A=\"\\0000\"\n", "A=1\nB=${A:?}\nA=\n" })
        {
            Assert.Null(compose.ReadServiceFiles([text]).Error);
            _ = EnvFile.Parse(text, ComposeConfig.Lookup);
            Assert.NotNull(compose.ReadProjectFiles([text], ["A"]).Error);
            Assert.Throws<EnvFileFormatException>(() => EnvFileSet.Parse([("1", text)], ComposeConfig.Lookup));
        }
    }

    [ComposeFact]
    public void An_overridden_nul_and_an_earlier_file_are_treated_as_compose_does()
    {
        using var compose = new ComposeConfig();
        foreach (var texts in new string[][]
        {
            ["A=\"\\0000\"\nA=2\n"],
            ["OUTER=\"\\0000\"\nB=$OUTER\n"],
            ["A=one\n", "A=two\nB=$A\nOUTER=mine\nC=$OUTER\n"],
            ["A=one\n", "A\nB=${A:?}\n"],
        })
        {
            var set = EnvFileSet.Parse([.. texts.Select((text, index) => ($"{index}", text))], ComposeConfig.Lookup);
            string[] keys = ["A", "B", "C", "OUTER"];

            var answer = compose.ReadProjectFiles(texts, keys);

            Assert.Null(answer.Error);
            Assert.Equal(keys.ToDictionary(key => key, set.Lookup), answer.Services![0]);
        }
    }
}
