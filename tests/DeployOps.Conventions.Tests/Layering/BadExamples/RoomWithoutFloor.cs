namespace DeployOps.Engine.Attic;

/// <summary>A bad example: a room that is not in the plan. It also reads the clock, blocks, and starts a process.</summary>
internal static class RoomWithoutFloor
{
    public static DateTime ReadTheClock() => DateTime.UtcNow;

    public static int Block(Task<int> task) => task.Result;

    public static void StartAProcess() => System.Diagnostics.Process.Start("true")?.Dispose();

    public static void Print() => Console.WriteLine();
}
