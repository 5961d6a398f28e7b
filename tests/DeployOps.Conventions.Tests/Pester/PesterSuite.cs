using DeployOps.Conventions.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Conventions.Tests.Pester;

public sealed class PesterSuite(ITestOutputHelper output)
{
    [PesterFact]
    public void The_module_passes_its_tests_in_PowerShell()
    {
        var (exitCode, printed) = PowerShellWithPester.Run(TimeSpan.FromMinutes(10), "-File", SourceTree.FullPath("tests/Pester/run.ps1"));
        output.WriteLine(printed);
        Assert.True(exitCode == 0, $"{exitCode} failed:\n{string.Join('\n', printed.Split('\n').Where(line => line.Contains("[-]", StringComparison.Ordinal)))}");
        Assert.Contains(" passed, 0 failed,", printed, StringComparison.Ordinal);
    }
}
