using DeployOps.Engine.Releases.Diagnosis.Logs;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

/// <summary>Outputs as BuildKit writes them under Docker Compose 2.26.1.</summary>
public sealed class BuildOutputTests
{
    [Fact]
    public void A_failed_step_is_named_with_its_service_and_its_first_error()
    {
        var build = BuildOutput.Read("""
            #4 [b 1/2] FROM docker.io/library/debian:trixie-slim
            #10 [backend builder 3/3] RUN pip install -r requirements.txt
            #10 0.105 Collecting foo
            #10 0.105 ERROR: Could not find a version that satisfies the requirement foo==9
            #10 0.105 ERROR: No matching distribution found for foo==9
            #10 ERROR: process "/bin/sh -c pip install -r requirements.txt" did not complete successfully: exit code: 1
            ------
             > [backend builder 3/3] RUN pip install -r requirements.txt:
            0.105 Collecting foo
            0.105 ERROR: Could not find a version that satisfies the requirement foo==9
            0.105 ERROR: No matching distribution found for foo==9
            ------
            failed to solve: process "/bin/sh -c pip install -r requirements.txt" did not complete successfully: exit code: 1
            """.ReplaceLineEndings("\n"));
        Assert.Equal(new BuildOutput("backend", "[backend builder 3/3] RUN pip install -r requirements.txt", "ERROR: Could not find a version that satisfies the requirement foo==9"), build);
    }

    [Fact]
    public void A_file_that_is_missing_is_named_by_the_verdict()
    {
        var build = BuildOutput.Read("#6 [b 2/2] COPY missing.txt /x\n------\n > [b 2/2] COPY missing.txt /x:\n------\nfailed to solve: failed to compute cache key: \"/missing.txt\": not found\n");
        Assert.Equal("b", build.Service);
        Assert.Contains("missing.txt", build.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dockerfile_that_cannot_be_read_is_named_by_its_service()
    {
        var build = BuildOutput.Read("#1 [c internal] load build definition from D3\n#1 DONE 0.0s\nfailed to solve: dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)\n");
        Assert.Equal(("c", ""), (build.Service, build.Step));
        Assert.Contains("RUNN", build.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void The_older_builder_is_read_too()
    {
        var build = BuildOutput.Read("Step 2/3 : RUN npm ci\n ---> Running in abc\nnpm ERR! code E404\nThe command '/bin/sh -c npm ci' returned a non-zero code: 1\n");
        Assert.Equal("Step 2/3 : RUN npm ci", build.Step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("------\n > [")]
    [InlineData("unable to prepare context: path \"/x\" not found")]
    public void Anything_else_is_no_fault(string output) => Assert.Equal("", BuildOutput.Read(output).Service);
}
