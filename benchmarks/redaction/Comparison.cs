namespace DeployOps.Benchmarks.Redaction;
internal static class Comparison { public static Task<int> RunAsync() => Task.FromResult(0); }
