using DeployOps.Benchmarks.Redaction;

// "mask" is the program under test, run as a child so that start-up, building the patterns and peak memory count;
// without arguments the comparison runs.
return args is ["mask", var secrets, var log, var output]
    ? await MaskRun.RunAsync(secrets, log, output)
    : await Comparison.RunAsync();
