using System.Text.Json;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>The settings of a database as a file of the set, beside the dump, which does not hold them.</summary>
internal static class DatabaseSettingsFile
{
    public const string Name = "postgres.settings.json";

    /// <summary>Writes them.</summary>
    public static async Task WriteAsync(IDumpFiles files, IReadOnlyList<DatabaseSetting> settings, CancellationToken cancellationToken)
    {
        var file = files.Create(Name);
        await using (file.ConfigureAwait(false))
        {
            var pairs = settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value));
            await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, string>(new Dictionary<string, string>(pairs), StringComparer.Ordinal)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads them; there are none in a set of a database without settings, or that was made before they were kept.</summary>
    /// <exception cref="PostgresDumpInvalidException">It is not what was written.</exception>
    public static async Task<IReadOnlyList<DatabaseSetting>> ReadAsync(IStoredFiles files, CancellationToken cancellationToken)
    {
        if (!files.Names.Contains(Name))
        {
            return [];
        }

        var file = files.OpenRead(Name);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                var all = await JsonSerializer.DeserializeAsync<SortedDictionary<string, string>>(file, cancellationToken: cancellationToken).ConfigureAwait(false);
                return [.. (all ?? []).Select(pair => new DatabaseSetting(pair.Key, pair.Value))];
            }
            catch (JsonException)
            {
                // Its words may repeat a value.
                throw new PostgresDumpInvalidException(Name, "it is no list of settings");
            }
        }
    }
}
