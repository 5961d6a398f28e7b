using DeployOps.Benchmarks.Release;

// Compares DeployOps with docker compose by hand on the real samples/shop, in turn in one run, and counts the requests that a rolling
// switch loses. First argument: the published deployops program. Second: how many rounds (default 5).
if (args.Length == 0 || !File.Exists(args[0]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release -- PATH-OF-PUBLISHED-deployops [ROUNDS]");
    return 2;
}

var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
using var shop = new ShopFolder(Path.GetFullPath(args[0]));
try
{
    shop.Deploy("2026.11.01");
    shop.Touch("the second release");
    shop.Deploy("2026.11.02");
    Console.WriteLine($"{"",-44} {"compose s",10} {"deployops s",12} {"ratio",6}  bar");
    Comparison.Print("deploy without changes, gate left out", 1.15, rounds, () => shop.Compose("2026.11.02", "up", "-d", "--build", "--wait"), () => shop.Deploy("2026.11.02"));
    Comparison.Print("deploy without changes, with the gate", null, rounds, () => shop.Compose("2026.11.02", "up", "-d", "--build", "--wait"), () => shop.DeployWithGate("2026.11.02"));

    // Each goes back from the second release to the first; going forward again is not timed.
    void Forward() => shop.Compose("2026.11.02", "up", "-d", "--no-build", "--wait");
    Comparison.Print("rollback beside up --no-build --wait", null, rounds, () => shop.Compose("2026.11.01", "up", "-d", "--no-build", "--wait"), () => shop.RollBack("2026.11.01"), Forward, () => shop.Deploy("2026.11.02"));
    Comparison.Print("rollback beside up --no-build", 1.15, rounds, () => shop.Compose("2026.11.01", "up", "-d", "--no-build"), () => shop.RollBack("2026.11.01"), Forward, () => shop.Deploy("2026.11.02"));

    shop.UseRolling();
    var load = await RequestLoad.RunAsync(shop.Address, requestsPerSecond: 200, () =>
    {
        shop.Deploy("2026.11.03");
        shop.RollBack("2026.11.02");
        shop.Deploy("2026.11.04");
    });
    Console.WriteLine(load);
    return 0;
}
finally
{
    shop.Remove();
}
