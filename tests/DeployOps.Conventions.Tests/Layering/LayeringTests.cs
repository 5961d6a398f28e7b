using DeployOps.Conventions.Tests.Metadata;
using DeployOps.Conventions.Tests.Support;
using Xunit;

namespace DeployOps.Conventions.Tests.Layering;

public sealed class LayeringTests
{
    private static readonly IReadOnlyCollection<Reference> Engine = ReferenceReader.Read(BuiltAssemblies.Engine);
    private static readonly IReadOnlyCollection<Reference> Faces = [.. new[] { BuiltAssemblies.Module, BuiltAssemblies.Loader, BuiltAssemblies.Console }.SelectMany(ReferenceReader.Read)];
    private static readonly IReadOnlyCollection<Reference> BadExamples = [.. ReferenceReader.Read(BuiltAssemblies.Tests).Where(reference => !reference.From.StartsWith("DeployOps.Conventions", StringComparison.Ordinal))];

    // The resolver of the engine's load context looks whether a file is there: it runs before there is an engine to ask.
    private static readonly string[] BeforeTheEngine = ["DeployOps.Loader.EngineLoadContext"];

    [Fact]
    public void Every_room_has_a_floor() => Rule.Holds(LayeringRules.RoomsWithoutFloor(Engine));

    [Fact]
    public void A_room_without_floor_is_caught() => Rule.Catches(LayeringRules.RoomsWithoutFloor(BadExamples), "Attic");

    [Fact]
    public void Arrows_between_rooms_run_only_downward() => Rule.Holds(LayeringRules.Arrows(Engine));

    [Fact]
    public void An_arrow_upward_is_caught_even_in_an_async_lambda() =>
        Assert.Contains(LayeringRules.Arrows(From("ArrowUpward")), violation => violation.Contains("uses DeployOps.Engine.Checks.FamilyTitles above it", StringComparison.Ordinal));

    [Fact]
    public void A_missing_door_on_a_floor_is_caught() => Rule.Catches(LayeringRules.Arrows(From("NoSuchDoor")), "EnvFiles has no door to Project");

    [Fact]
    public void Doors_of_a_floor_never_lead_in_a_circle()
    {
        IEnumerable<string> Behind(string room) => EngineFloors.Doors.GetValueOrDefault(room, []).SelectMany(next => Behind(next).Prepend(next));
        Assert.All(EngineFloors.Doors.Keys, room => Assert.DoesNotContain(room, Behind(room).Take(1000)));
        Assert.All(EngineFloors.Doors, door => Assert.All(door.Value, room => Assert.Equal(EngineFloors.Floors[door.Key], EngineFloors.Floors[room])));
    }

    [Fact]
    public void Only_the_room_of_processes_starts_one() => Rule.Holds(LayeringRules.ProcessStarts([.. Engine, .. Faces]));

    [Fact]
    public void A_process_started_elsewhere_is_caught() => Rule.Catches(LayeringRules.ProcessStarts(BadExamples), "RoomWithoutFloor starts a process");

    [Fact]
    public void The_engine_knows_neither_face() => Rule.Holds(LayeringRules.FacesInTheEngine(Engine));

    [Fact]
    public void A_console_in_the_engine_is_caught() => Rule.Catches(LayeringRules.FacesInTheEngine(BadExamples), "System.Console");

    [Fact]
    public void Faces_hold_no_logic() => Rule.Holds(LayeringRules.LogicInAFace(Faces.Where(reference => !BeforeTheEngine.Contains(reference.From))));

    [Fact]
    public void A_face_that_opens_a_file_is_caught() => Rule.Catches(LayeringRules.LogicInAFace(From("LogicInAFace")), "a face opens no file");

    [Fact]
    public void Time_comes_from_a_TimeProvider() => Rule.Holds(LayeringRules.Clocks([.. Engine, .. Faces]));

    [Fact]
    public void A_clock_read_directly_is_caught() => Rule.Catches(LayeringRules.Clocks(BadExamples), "System.DateTime.UtcNow");

    [Fact]
    public void Nothing_blocks_a_thread_to_wait() => Rule.Holds(LayeringRules.BlockingWaits([.. Engine, .. Faces]));

    [Fact]
    public void A_blocking_wait_is_caught() => Rule.Catches(LayeringRules.BlockingWaits(BadExamples), "get_Result");

    private static IEnumerable<Reference> From(string example) => BadExamples.Where(reference => reference.From.EndsWith($".{example}", StringComparison.Ordinal));
}
