using System.Text.Json;
using System.Text.Json.Serialization;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>What is written down of a throwaway engine before anything of it is made, so that it can be removed when its process was killed.</summary>
internal sealed record ProofNote
{
    /// <summary>Its name, which is also the compose project's and the folder's.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is.</summary>
    public required LockHolder Owner { get; init; }

    /// <summary>Whether its owner is done with it: it was kept to be looked at, or could not be removed.</summary>
    public bool IsReleased { get; init; }

    /// <summary>The folder of a program of this machine; <see langword="null"/> for containers.</summary>
    public string? Folder { get; init; }

    /// <summary>The programs that were started for it.</summary>
    public IReadOnlyList<RunningProcess> Programs { get; init; } = [];

    /// <summary>Whether nobody needs it any longer. One of another machine is left alone: nobody can tell from here.</summary>
    [JsonIgnore]
    public bool IsLeft => Owner.IsHere && (IsReleased || Owner.IsAlive == false);
}

/// <summary>Notes as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ProofNote))]
internal sealed partial class ProofJson : JsonSerializerContext
{
    public static byte[] Write(ProofNote note) => JsonSerializer.SerializeToUtf8Bytes(note, Default.ProofNote);

    /// <returns>The note, or <see langword="null"/> when the text is none.</returns>
    public static ProofNote? TryRead(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.ProofNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
