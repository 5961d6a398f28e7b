using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DeployOps.Benchmarks.Redaction;

/// <summary>Runs our masking and ripgrep's in turn on the same log and prints what each took.</summary>
internal static partial class Comparison
{
    private const int Rounds = 7;
    private const int Megabyte = 1_000_000;

    /// <summary>Makes the files, compares, and removes them.</summary>
    /// <returns>0, or 3 when ripgrep is not installed.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("deployops-redaction-");
        try
        {
            var secrets = Path.Combine(folder.FullName, "secrets.txt");
            var (small, large) = (Path.Combine(folder.FullName, "20.log"), Path.Combine(folder.FullName, "200.log"));
            SampleLog.WriteSecrets(secrets);
            SampleLog.Write(small, secrets, 20 * Megabyte);
            SampleLog.Write(large, secrets, 200 * Megabyte);
            return await CompareAsync(secrets, small, large, folder.FullName);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync("ripgrep (rg) was not found; install it and run this again.");
            return 3;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> CompareAsync(string secrets, string small, string large, string folder)
    {
        var (ours, theirs) = (Path.Combine(folder, "ours.log"), Path.Combine(folder, "rg.log"));
        string[] rg = ["-N", "-F", "-f", secrets, "--passthru", "-r", "***", large];
        List<Run> oursToFile = [], theirsToFile = [], oursNowhere = [], theirsNowhere = [];
        for (var round = 0; round < Rounds; round++)
        {
            theirsNowhere.Add(await RunAsync("rg", rg, null));
            oursNowhere.Add(await RunAsync(Environment.ProcessPath!, ["mask", secrets, large, "null"], null));
            theirsToFile.Add(await RunAsync("rg", rg, theirs));
            oursToFile.Add(await RunAsync(Environment.ProcessPath!, ["mask", secrets, large, ours], null));
        }

        Print("to nowhere", oursNowhere, theirsNowhere);
        Print("to a file", oursToFile, theirsToFile);
        var smallRun = await RunAsync(Environment.ProcessPath!, ["mask", secrets, small, "null"], null);
        Console.WriteLine($"peak memory: {Peak(smallRun)} KB for 20 MB, {oursNowhere.Max(Peak)} KB for 200 MB");
        Console.WriteLine($"our own account: {oursNowhere[^1].Output.Trim()}");
        return 0;
    }

    private static void Print(string what, List<Run> ours, List<Run> theirs)
    {
        var (our, their) = (Median(ours, run => run.Wall), Median(theirs, run => run.Wall));
        var (ourProcessor, theirProcessor) = (Median(ours, run => run.Processor), Median(theirs, run => run.Processor));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: ours {our:F0} ms ({200_000 / our:F0} MB/s, {ourProcessor:F0} ms of processor), rg {their:F0} ms ({200_000 / their:F0} MB/s, {theirProcessor:F0} ms of processor), ours/rg {our / their:F2}"));
    }

    private static double Median(List<Run> runs, Func<Run, TimeSpan> measure) =>
        runs.Select(run => measure(run).TotalMilliseconds).Order().ElementAt(runs.Count / 2);

    private static int Peak(Run run) => int.Parse(PeakMemory().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture);

    private static async Task<Run> RunAsync(string program, string[] arguments, string? outputFile)
    {
        // A shell redirects, because our own pipe would slow ripgrep down, and tells the processor time of what it ran.
        var shell = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        var isOurs = outputFile is null && program != "rg";
        shell.ArgumentList.Add("-c");
        shell.ArgumentList.Add(isOurs ? "\"$@\" && times >&2" : "out=$1; shift; \"$@\" > \"$out\" && times >&2");
        shell.ArgumentList.Add("sh");
        foreach (var argument in isOurs ? [program, .. arguments] : (string[])[outputFile ?? "/dev/null", program, .. arguments])
        {
            shell.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(shell)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var times = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new Run(clock.Elapsed, ProcessorTime(times), output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    // The second line of "times" is that of the children: user and system time, as 0m0.350000s.
    private static TimeSpan ProcessorTime(string times)
    {
        var parts = ClockTime().Matches(times.Split('\n')[1]);
        return TimeSpan.FromSeconds(parts.Sum(part =>
            (60 * double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture)) + double.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("([0-9]+)m([0-9.]+)s")]
    private static partial Regex ClockTime();

    [GeneratedRegex("peak ([0-9]+) KB")]
    private static partial Regex PeakMemory();

    private sealed record Run(TimeSpan Wall, TimeSpan Processor, string Output);
}
