using DeployOps.Conventions.Tests.Metadata;

namespace DeployOps.Conventions.Tests.Layering;

/// <summary>Which use of which type is against the plan of the house.</summary>
internal static class LayeringRules
{
    private static readonly string[] FileAccess =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.StreamReader", "System.IO.StreamWriter", "System.IO.RandomAccess", "System.IO.FileSystemWatcher",
    ];

    private static readonly string[] BehindPorts = ["Processes", "Stores"];

    /// <summary>An arrow between two rooms runs only downward, or through a door of the same floor.</summary>
    public static IEnumerable<string> Arrows(IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (EngineFloors.RoomOf(reference.From) is not { Length: > 0 } from || EngineFloors.RoomOf(reference.To) is not { Length: > 0 } to || from == to)
            {
                continue;
            }

            if (!EngineFloors.Floors.TryGetValue(from, out var fromFloor) || !EngineFloors.Floors.TryGetValue(to, out var toFloor))
            {
                yield return $"{(EngineFloors.Floors.ContainsKey(from) ? to : from)} is on no floor: write it into {nameof(EngineFloors)}";
            }
            else if (toFloor > fromFloor)
            {
                yield return $"{reference.From} (floor {fromFloor}) uses {reference.To} above it (floor {toFloor})";
            }
            else if (toFloor == fromFloor && !EngineFloors.Doors.GetValueOrDefault(from, []).Contains(to))
            {
                yield return $"{reference.From} uses {reference.To}: {from} has no door to {to} on floor {fromFloor}";
            }
        }
    }

    /// <summary>Every type of the engine is in a room that has a floor.</summary>
    public static IEnumerable<string> RoomsWithoutFloor(IEnumerable<Reference> references) =>
        references
            .Select(reference => EngineFloors.RoomOf(reference.From))
            .Where(room => room is { Length: > 0 } && !EngineFloors.Floors.ContainsKey(room))
            .Select(room => $"{room} is on no floor: write it into {nameof(EngineFloors)}");

    /// <summary>Only the room of processes starts one.</summary>
    public static IEnumerable<string> ProcessStarts(IEnumerable<Reference> references) =>
        references
            .Where(reference => reference.To == "System.Diagnostics.ProcessStartInfo" || reference is { To: "System.Diagnostics.Process", Member: "Start" })
            .Where(reference => EngineFloors.RoomOf(reference.From) != "Processes")
            .Select(reference => $"{reference.From} starts a process by itself; ask {EngineFloors.Engine}.Processes");

    /// <summary>The engine knows neither face.</summary>
    public static IEnumerable<string> FacesInTheEngine(IEnumerable<Reference> references) =>
        references
            .Where(reference => reference.To.StartsWith("System.Management.Automation", StringComparison.Ordinal)
                || reference.To.StartsWith("System.CommandLine", StringComparison.Ordinal)
                || reference.To.StartsWith("Spectre.", StringComparison.Ordinal)
                || reference.To == "System.Console")
            .Select(reference => $"{reference.From} uses {reference.To}, which belongs to a face");

    /// <summary>A face opens no file and reaches for nothing that an operation of the engine is there for.</summary>
    public static IEnumerable<string> LogicInAFace(IEnumerable<Reference> references)
    {
        foreach (var reference in references)
        {
            if (FileAccess.Contains(reference.To))
            {
                yield return $"{reference.From} uses {reference.To}; a face opens no file, the engine does";
            }
            else if (EngineFloors.RoomOf(reference.To) is { } room && BehindPorts.Contains(room))
            {
                yield return $"{reference.From} uses {reference.To}; a face runs operations, not the ports behind them";
            }
        }
    }

    /// <summary>Time comes from TimeProvider.</summary>
    public static IEnumerable<string> Clocks(IEnumerable<Reference> references) =>
        references
            .Where(reference => reference is { To: "System.DateTime" or "System.DateTimeOffset", Member: "get_Now" or "get_UtcNow" or "get_Today" })
            .Select(reference => $"{reference.From} reads {reference.To}.{reference.Member[4..]}; take a TimeProvider");

    /// <summary>Nothing waits by blocking a thread.</summary>
    public static IEnumerable<string> BlockingWaits(IEnumerable<Reference> references) =>
        references
            .Where(reference => reference.To is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1"
                && reference.Member is "Wait" or "WaitAll" or "WaitAny" or "get_Result")
            .Select(reference => $"{reference.From} blocks on {reference.To}.{reference.Member}; await it");
}
