using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DeployOps.Engine.Checks;

/// <summary>Runs checks side by side and streams their findings as they come.</summary>
public static class CheckRunner
{
    /// <summary>
    /// Runs the checks. Every check answers with at least one finding, whatever happens to it, and then with
    /// <see langword="null"/> when it is done.
    /// </summary>
    /// <param name="checks">The checks.</param>
    /// <param name="context">The project and the facts known about it.</param>
    /// <param name="options">Timeouts and parallelism.</param>
    /// <param name="cancellationToken">Ends the run; no further findings come.</param>
    public static async IAsyncEnumerable<(ICheck Check, Finding? Finding)> RunAsync(
        IReadOnlyCollection<ICheck> checks,
        CheckContext context,
        CheckRunOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var findings = Channel.CreateUnbounded<(ICheck Check, Finding? Finding)>(new UnboundedChannelOptions { SingleReader = true });
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = abandoned.Token };
        var running = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(
                        checks,
                        parallel,
                        async (check, token) =>
                        {
                            await RunOneAsync(check, context, options, findings.Writer, token).ConfigureAwait(false);
                            findings.Writer.TryWrite((check, null));
                        }).ConfigureAwait(false);
                    findings.Writer.Complete();
                }
                catch (Exception failure)
                {
                    findings.Writer.Complete(failure);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var finding in findings.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return finding;
            }
        }
        finally
        {
            await abandoned.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static async Task RunOneAsync(ICheck check, CheckContext context, CheckRunOptions options, ChannelWriter<(ICheck Check, Finding? Finding)> findings, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        void Report(Finding finding) => findings.TryWrite((check, Redacted(finding with { Elapsed = Stopwatch.GetElapsedTime(started) }, options.Redact)));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        var descriptor = check.Descriptor;
        var answered = false;
        try
        {
            await foreach (var finding in check.RunAsync(context, limit.Token).WithCancellation(limit.Token).ConfigureAwait(false))
            {
                answered = true;
                Report(finding);
            }

            if (!answered)
            {
                Report(descriptor.Answer(FindingStatus.Pass, ""));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            Report(descriptor.Answer(FindingStatus.Blocked, $"gave no answer within {options.Timeout.TotalSeconds:0.#} s") with
            {
                Fix = "Look at what it waits for, or give it longer (checks.timeout in deployops.yml).",
            });
        }
        catch (FactUnavailableException missing)
        {
            Report(descriptor.Answer(missing.Status, missing.Message) with { Fix = missing.Fix, File = missing.File, Line = missing.Line });
        }
        catch (DeployOpsException failure)
        {
            var status = failure.Kind == FailureKind.Environment ? FindingStatus.Skipped : FindingStatus.Blocked;
            Report(descriptor.Answer(status, failure.Message) with { Fix = failure.RecommendedAction });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Report(descriptor.Answer(FindingStatus.Blocked, failure.Message) with { Fix = "Make the file readable for the account that runs the gate." });
        }
        catch (Exception failure)
        {
            // A defect of one check must not hide the answers of the others; its message may quote anything, so only its kind is shown.
            Report(descriptor.Answer(FindingStatus.Blocked, $"the check itself failed ({failure.GetType().Name})") with
            {
                Fix = "This is a defect of DeployOps: please report it with the identifier of the check.",
            });
        }
    }

    private static Finding Redacted(Finding finding, Func<string, string> redact) => finding with
    {
        Subject = redact(finding.Subject),
        Message = redact(finding.Message),
        Fix = redact(finding.Fix),
        File = finding.File is null ? null : redact(finding.File),
    };
}
