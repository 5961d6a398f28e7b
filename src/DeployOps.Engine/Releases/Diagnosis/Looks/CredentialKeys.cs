using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Which variables of a service could be behind a refused login. Names only, never a value (row RB14).</summary>
internal static class CredentialKeys
{
    private const int MostNames = 8;

    private static readonly string[] AuthenticationWords = ["JWT", "TOKEN", "AUTH", "SIGNING", "SESSION", "SECRET_KEY", "SECRET", "OIDC", "OAUTH"];

    private static readonly string[] AddressEndings = ["URL", "URI", "DSN", "USER", "USERNAME", "CONNECTION"];

    private static readonly (string Store, string[] Words)[] StoreWords =
    [
        ("PostgreSQL", ["POSTGRES", "PG", "DB", "DATABASE", "SQL"]),
        ("MySQL", ["MYSQL", "MARIADB", "DB", "DATABASE", "SQL"]),
        ("Redis", ["REDIS", "VALKEY", "CACHE", "CELERY", "BROKER", "QUEUE"]),
        ("Neo4j", ["NEO4J", "GRAPH", "BOLT"]),
        ("MongoDB", ["MONGO", "DB", "DATABASE"]),
        ("RabbitMQ", ["RABBIT", "AMQP", "BROKER", "S3", "AWS", "MINIO"]),
        ("OpenAI", ["OPENAI", "ANTHROPIC", "GOOGLE", "GEMINI", "API_KEY"]),
    ];

    /// <summary>The names as a sentence; empty when there is none.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="service">The service whose variables are meant.</param>
    /// <param name="cause">One of <see cref="DiagnosisCause"/>.</param>
    /// <param name="about">Words that tell which store it is about, such as a rule's source.</param>
    public static string Sentence(DiagnosisContext context, string service, string cause, string about)
    {
        var names = Of(context, service, cause, about);
        return names.Count == 0 ? "" : $"Look at {string.Join(", ", names)} in the environment of '{service}'.";
    }

    /// <summary>The names, the likeliest first.</summary>
    public static IReadOnlyList<string> Of(DiagnosisContext context, string service, string cause, string about)
    {
        var keys = KeysOf(context, service);
        if (cause == DiagnosisCause.AuthenticationRefused)
        {
            return [.. keys.Where(key => Array.Exists(AuthenticationWords, word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(key => Array.FindIndex(AuthenticationWords, word => key.Contains(word, StringComparison.OrdinalIgnoreCase))).ThenBy(key => key, StringComparer.Ordinal).Take(MostNames)];
        }

        var credentials = keys.Where(IsCredential).Order(StringComparer.Ordinal).ToList();
        var words = StoreWords.Where(store => about.Contains(store.Store, StringComparison.Ordinal)).SelectMany(store => store.Words).ToList();
        var narrower = credentials.Where(key => words.Exists(word => key.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        return [.. (narrower.Count > 0 ? narrower : credentials).Take(MostNames)];
    }

    private static bool IsCredential(string key) =>
        SecretKeyNames.MayBeSecret(key) || Array.Exists(AddressEndings, word => key.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> KeysOf(DiagnosisContext context, string service)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (context.Model?.Service(service) is { } described)
        {
            keys.UnionWith(described.Environment.Select(variable => variable.Name));
            foreach (var file in described.EnvFiles.Where(file => File.Exists(file.FullPath)))
            {
                keys.UnionWith(KeysOf(file.FullPath));
            }
        }

        if (keys.Count == 0)
        {
            keys.UnionWith(context.Inputs?.EnvFiles.Values.Keys ?? []);
        }

        return keys;
    }

    private static IEnumerable<string> KeysOf(string path)
    {
        try
        {
            return EnvFile.Load(path, _ => null).Values.Keys;
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            // Preflight reports a file that cannot be read; here its names are missing, no more.
            return [];
        }
    }
}
