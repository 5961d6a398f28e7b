using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Files;

/// <summary>A bad example: a room of floor 0 that looks up to floor 2, and only inside the body of an async lambda.</summary>
internal static class ArrowUpward
{
    public static Func<Task<string>> Peek() => async () =>
    {
        await Task.Yield();
        return FamilyTitles.Of(CheckFamily.Env);
    };
}
