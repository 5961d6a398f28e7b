using DeployOps.Engine.Files;

namespace DeployOps.Engine.Preflight.Reports;

/// <summary>Writes a gate's report files. Each appears under its name only when it is whole.</summary>
public static class ReportFiles
{
    /// <summary>Writes the files that are asked for.</summary>
    /// <param name="report">The report.</param>
    /// <param name="sarifPath">Where to write SARIF 2.1.0, or <see langword="null"/>.</param>
    /// <param name="junitPath">Where to write JUnit XML, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Leaves earlier files as they were.</param>
    public static async Task WriteAsync(GateReport report, string? sarifPath, string? junitPath, CancellationToken cancellationToken)
    {
        await WriteAsync(sarifPath, stream => SarifReport.Write(stream, report), cancellationToken).ConfigureAwait(false);
        await WriteAsync(junitPath, stream => JUnitReport.Write(stream, report), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(string? path, Action<Stream> write, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return;
        }

        await AtomicFile.WriteAsync(
            Path.GetFullPath(path),
            (stream, _) =>
            {
                write(stream);
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
