using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Tests.Preflight;

/// <summary>A check that does what a test tells it to.</summary>
internal sealed class StubCheck(string id, Func<StubCheck, CancellationToken, IAsyncEnumerable<Finding>> run, CheckFamily family = CheckFamily.Env, Severity severity = Severity.P0) : ICheck
{
    public CheckDescriptor Descriptor { get; } = new(id, $"Title of {id}", family, severity, "RB1", "a test") { Optional = id.EndsWith('9') };

    public IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) => run(this, cancellationToken);

    public static StubCheck Passing(string id, CheckFamily family = CheckFamily.Env) => new(id, (_, _) => Findings(), family);

    public static StubCheck Answering(string id, FindingStatus status, Severity severity = Severity.P0, string message = "seen", CheckFamily family = CheckFamily.Env) =>
        new(id, (check, _) => Findings(check.Descriptor.Answer(status, message) with { Subject = "KEY", File = ".env.prod", Line = 3, Fix = "mend it" }), family, severity);

    public static StubCheck Throwing(string id, Exception failure) => new(id, (_, token) => Throw(failure, token));

    public static StubCheck Hanging(string id) => new(id, (_, token) => Hang(token));

    private static async IAsyncEnumerable<Finding> Findings(params Finding[] findings)
    {
        await Task.Yield();
        foreach (var finding in findings)
        {
            yield return finding;
        }
    }

    private static async IAsyncEnumerable<Finding> Throw(Exception failure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(0, cancellationToken);
        throw failure;
#pragma warning disable CS0162 // An iterator needs a yield to be one.
        yield break;
#pragma warning restore CS0162
    }

    private static async IAsyncEnumerable<Finding> Hang([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }
}
