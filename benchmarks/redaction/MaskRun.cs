using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Redaction;

namespace DeployOps.Benchmarks.Redaction;

/// <summary>One masking of a file, as a program would do it.</summary>
internal static class MaskRun
{
    /// <summary>Masks a log and prints how long each part took.</summary>
    /// <param name="secretsFile">A file with one secret a line.</param>
    /// <param name="logFile">The log.</param>
    /// <param name="outputFile">Where the masked log goes, or <c>null</c> for nowhere.</param>
    /// <returns>An exit code.</returns>
    public static async Task<int> RunAsync(string secretsFile, string logFile, string outputFile)
    {
        var started = Process.GetCurrentProcess().StartTime;
        var clock = Stopwatch.StartNew();
        var redactor = Redactor.Create(File.ReadLines(secretsFile).Select((value, index) => new Secret($"SECRET_{index}", value)));
        var built = clock.Elapsed;
        await using var from = new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using var to = outputFile == "null" ? Stream.Null : new FileStream(outputFile, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        await redactor.CopyAsync(from, to);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1024;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"build {built.TotalMilliseconds:F0} ms, copy {(clock.Elapsed - built).TotalMilliseconds:F0} ms, since start {(DateTime.Now - started).TotalMilliseconds:F0} ms, peak {peak} KB"));
        return 0;
    }
}
