using System.Text.Json;
using System.Text.Json.Serialization;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>The lines that stand beside the lock, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(LockMark))]
[JsonSerializable(typeof(RunningProcess))]
internal sealed partial class LockJson : JsonSerializerContext
{
    public static string Write(LockHolder holder) => JsonSerializer.Serialize(holder, Default.LockHolder);

    public static string Write(LockMark mark) => JsonSerializer.Serialize(mark, Default.LockMark);

    public static string Write(RunningProcess process) => JsonSerializer.Serialize(process, Default.RunningProcess);

    public static LockHolder? ReadHolder(string? line) => Read(line, text => JsonSerializer.Deserialize(text, Default.LockHolder));

    public static LockMark? ReadMark(string? line) => Read(line, text => JsonSerializer.Deserialize(text, Default.LockMark));

    public static RunningProcess? ReadProcess(string? line) => Read(line, text => JsonSerializer.Deserialize(text, Default.RunningProcess));

    // What cannot be read was cut off or is somebody else's: then nothing is known, and nothing is done about it.
    private static T? Read<T>(string? line, Func<string, T?> read)
        where T : class
    {
        try
        {
            return line is null ? null : read(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
