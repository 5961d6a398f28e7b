using System.Diagnostics;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>What is known of one store while it is looked at.</summary>
internal sealed class StoreFindings(StoreRecord record)
{
    private readonly List<string> _findings = [];
    private readonly List<string> _obstacles = [];
    private TimeSpan _duration;
    private long _began;

    /// <summary>What the manifest says of it.</summary>
    public StoreRecord Record { get; } = record;

    public DataStoreKind Kind => Record.Kind;

    /// <summary>How far it was looked at.</summary>
    public VerificationLevel Level { get; set; }

    /// <summary>What was compared, when all was well.</summary>
    public string Detail { get; set; } = "";

    /// <summary>What the file holds, as its reader found it.</summary>
    public StoreContent? FileContent { get; set; }

    /// <summary>What is wrong with the set.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>Why it could not be looked at as wanted, which says nothing of the set.</summary>
    public IReadOnlyList<string> Obstacles => _obstacles;

    /// <summary>Where it was restored to.</summary>
    public string? Engine { get; set; }

    public bool IsWell => _findings.Count == 0 && _obstacles.Count == 0;

    /// <summary>Whether what failed is the machine's or the engine's, and not the set's.</summary>
    /// <remarks>A file whose hash is that of the manifest is as it was written: a key that does not fit it is another key, and not damage. Whoever reads a
    /// store has compared its hashes before.</remarks>
    public static bool IsObstacle(DeployOpsException failure) => failure is BackupKeyWrongException or BackupPrivateKeyException
        || failure.Kind is FailureKind.Environment or FailureKind.Permission or FailureKind.Timeout or FailureKind.Usage or FailureKind.AlreadyExists;

    public void Find(string what) => _findings.Add($"{Kind}: {what}");

    public void Find(IEnumerable<string> what)
    {
        foreach (var one in what)
        {
            Find(one);
        }
    }

    /// <summary>Notes a failure where it belongs.</summary>
    public void Fail(string doing, DeployOpsException failure)
    {
        var text = $"{doing}: {failure.Message}";
        if (IsObstacle(failure))
        {
            _obstacles.Add($"{Kind}: {text}");
        }
        else
        {
            Find(text);
        }
    }

    /// <summary>Notes why it could not be looked at.</summary>
    public void Obstruct(string why) => _obstacles.Add($"{Kind}: {why}");

    /// <summary>Counts the time from here on to <see cref="End"/> as spent with this store.</summary>
    public void Begin() => _began = Stopwatch.GetTimestamp();

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    public void End() => _duration += Stopwatch.GetElapsedTime(_began);

    public StoreVerification Report() =>
        new(Kind, Level, IsWell, IsWell ? Detail : string.Join(' ', _findings.Concat(_obstacles).Select(text => text.EndsWith('.') ? text : text + ".")), _duration);
}
