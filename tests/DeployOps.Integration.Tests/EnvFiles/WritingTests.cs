using DeployOps.Engine.EnvFiles;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>What the engine writes, the real Docker Compose reads back.</summary>
public sealed class WritingTests
{
    private const int Files = 60;
    private const int ValuesInOne = 25;

    [ComposeFact]
    public void Compose_reads_back_any_value_that_is_written()
    {
        const string Alphabet = "ab $#'\"`\\{}=:\n\r\t nrt0\u00A0\u2028\uFEFF한é&!%\u0001";
        var random = new Random(5);
        var wanted = Enumerable.Range(0, Files).Select(_ => Enumerable.Range(0, ValuesInOne).ToDictionary(
            number => $"KEY{number}",
            _ => (string?)new string([.. Enumerable.Range(0, random.Next(16)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]))).ToList();
        using var compose = new ComposeConfig();

        var answer = compose.ReadServiceFiles([.. wanted.Select((values, index) => EnvFileWriter.Render(values, index % 2 == 0 ? "\n" : "\r\n"))]);

        Assert.Null(answer.Error);
        for (var index = 0; index < Files; index++)
        {
            Assert.Equal(wanted[index], answer.Services![index]);
        }
    }
}
