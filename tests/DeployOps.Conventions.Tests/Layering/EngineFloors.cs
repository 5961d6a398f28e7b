namespace DeployOps.Conventions.Tests.Layering;

/// <summary>The plan of the house: on which floor each room of the engine is, and which doors there are within a floor.</summary>
internal static class EngineFloors
{
    public const string Engine = "DeployOps.Engine";

    public static IReadOnlyDictionary<string, int> Floors { get; } = new Dictionary<string, int>
    {
        ["Processes"] = 0,
        ["Redaction"] = 0,
        ["Files"] = 0,
        ["Project"] = 1,
        ["EnvFiles"] = 1,
        ["Repository"] = 1,
        ["Compose"] = 1,
        ["Stores"] = 1,
        ["Checks"] = 2,
        ["DataStores"] = 2,
        ["Notifications"] = 2,
        ["Scheduling"] = 2,
        ["Preflight"] = 3,
        ["Releases"] = 3,
        ["Backups"] = 3,
        ["Readiness"] = 4,
    };

    /// <summary>The doors within a floor. They never lead in a circle.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Doors { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        // A project knows its environment files and which of their values are secrets.
        ["Project"] = ["EnvFiles"],
        // The compose model is read with the project's files and with the values of its environment files.
        ["Compose"] = ["EnvFiles", "Project"],
        // A release begins with the gate, and its report holds what the gate said.
        ["Releases"] = ["Preflight"],
        // A rehearsal of a restore is written into the release log.
        ["Backups"] = ["Releases"],
    };

    /// <summary>The room a type belongs to; <see langword="null"/> outside of the engine, and empty for the engine's root, which is free for all.</summary>
    public static string? RoomOf(string type)
    {
        if (!type.StartsWith($"{Engine}.", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = type[(Engine.Length + 1)..].Split('.');
        return parts.Length == 1 ? "" : parts[0];
    }
}
