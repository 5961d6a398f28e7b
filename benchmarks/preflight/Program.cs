using System.Diagnostics;
using DeployOps.Benchmarks.Preflight;

// Compares the whole gate with `docker compose config -q` alone, side by side in one run: the medians of alternating
// runs, and their ratio. First argument: the published deployops program. Second: how many runs of each (default 15).
if (args.Length == 0 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- PATH-OF-PUBLISHED-deployops [RUNS]");
    return 2;
}

var deployops = Path.GetFullPath(args[0]);
var runs = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 15;
var folder = Directory.CreateTempSubdirectory("deployops-preflight-");
try
{
    Console.WriteLine($"{"services",8} {"compose ms",11} {"deployops ms",13} {"ratio",6}  bar");
    foreach (var (services, bar) in new[] { (10, 2.0), (100, 1.5), (1000, 1.2) })
    {
        var root = ProjectGenerator.Create(folder.FullName, services);
        string[] compose = ["compose", "--env-file", ".env.prod", "-f", "docker-compose.prod.yml", "config", "-q"];
        string[] gate = ["preflight", "--allow-skipped", "--quiet"];
        var (theirs, ours) = (new List<double>(), new List<double>());
        for (var run = -1; run < runs; run++)
        {
            var one = Time("docker", compose, root);
            var two = Time(deployops, gate, root);
            if (run >= 0)
            {
                theirs.Add(one);
                ours.Add(two);
            }
        }

        var ratio = Median(ours) / Median(theirs);
        Console.WriteLine($"{services,8} {Median(theirs),11:0} {Median(ours),13:0} {ratio,6:0.00}  {bar:0.0}{(ratio <= bar ? "" : " missed")}");
    }

    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static double Time(string program, string[] arguments, string root)
{
    var started = Stopwatch.GetTimestamp();
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true })!;
    var output = process.StandardOutput.ReadToEndAsync();
    var errors = process.StandardError.ReadToEndAsync();
    process.WaitForExit();
    var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    _ = output.Result;
    return process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
}

static double Median(List<double> values)
{
    values.Sort();
    return values[values.Count / 2];
}
