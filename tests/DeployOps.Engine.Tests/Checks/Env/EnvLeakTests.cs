using System.Collections.Concurrent;
using System.Text;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

/// <summary>
/// Random secrets in every key and every form go through all checks, and no text of a finding may hold four characters of
/// one. It is sound because the secrets are drawn from an alphabet of which no four characters in a row stand in any key or
/// fixed text: capitals that are never next to each other there, digits among them, and rare Hangul syllables.
/// </summary>
public sealed class EnvLeakTests
{
    private const int Files = 10_000;
    private const string Alphabet = "QZXJKW234678QZXJKW234678뷁쀍꿻뛟쮉틻";

    private static readonly string[] Keys =
    [
        "JWT_SECRET", "JWT_SECRET_KEY", "JOB_SIGNING_SECRET", "POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "REDIS_PASSWORD", "NEO4J_USER", "NEO4J_PASSWORD",
        "DATABASE_URL", "REDIS_URL", "NEO4J_URI", "CORS_ORIGINS", "ALLOWED_HOSTS", "ENVIRONMENT", "NODE_ENV", "APP_ENV", "STARTUP_WITHOUT_REDIS", "STARTUP_WITHOUT_POSTGRES",
        "DEBUG", "DEV_LOGIN_ENABLED", "DISABLE_DEV_LOGIN", "LOG_LEVEL", "OPENAI_API_KEY", "OPENAI_MODEL", "NAVER_CLIENT_ID", "NAVER_CLIENT_SECRET", "POSTGRES_HOST", "REDIS_HOST",
        "PUBLIC_BASE_URL", "DB_ENGINE", "ADMIN_PASSWORD", "ADMIN_EMAIL", "QUEUE_NAME", "OWN_KEY", "OWN_SECRET", "CORS_ORIGIN_REGEX", "SMTP_PASSWORD", "SMTP_USER", "TAG",
    ];

    private static readonly IReadOnlyList<EnvRuleSettings> Rules =
    [
        new() { Id = "OWN001", Title = "own", Keys = ["OWN_*", "*_URL"], EqualTo = "x", OneOf = ["y"], NotEqualTo = ["z"], Schemes = ["redis"], Matches = "a+", NotMatches = ".", MinimumLength = 500, NotLoopback = true, Url = true },
    ];

    [Fact]
    public async Task No_text_holds_four_characters_of_a_value()
    {
        var leaks = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<(string, FindingStatus), int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Files), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, token) =>
        {
            using var folder = new TemporaryFolder();
            var writer = new RandomEnvFile(new Random(seed));
            folder.Write(".env.prod", writer.Text());
            if (seed % 3 > 0)
            {
                folder.Write(".env.sample", string.Join('\n', Keys.Where((_, index) => (index + seed) % 5 > 0).Select(key => seed % 7 == 0 ? $"{key}={writer.Secret()}" : key + "=")) + (seed % 13 == 0 ? $"\nX='{writer.Secret()}" : ""));
            }

            foreach (var finding in await FindingsAsync(folder.Root, seed, writer, token))
            {
                statuses.AddOrUpdate((finding.Id, finding.Status), 1, (_, count) => count + 1);
                var text = $"{finding.Subject}\n{finding.Message}\n{finding.Fix}\n{finding.Title}\n{finding.File?.Replace(folder.Root, "", StringComparison.Ordinal)}\n{finding.Row}";
                foreach (var piece in writer.PiecesIn(text))
                {
                    leaks.Add($"seed {seed}: {finding.Id} {finding.Status}: '{piece}' in {text}");
                }
            }
        });

        Assert.Empty(leaks.Take(5));

        // A leak can only be found where something is found: nearly every check must have had something to say.
        var speaking = statuses.Keys.Where(key => key.Item2 is FindingStatus.Fail or FindingStatus.Warn).Select(key => key.Item1).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(EnvChecks.All.Select(check => check.Descriptor.Id).Except([.. speaking, "ENV001", "ENV043"]));
        Assert.Contains("OWN001", speaking);
    }

    [Fact]
    public void The_alphabet_stands_in_no_fixed_text()
    {
        // The texts that the well-known cases produce hold values of another alphabet, so what is left are fixed texts and keys.
        var texts = EnvChecks.All.Select(check => $"{check.Descriptor.Title} {check.Descriptor.Row} {check.Descriptor.Source}").Concat(Keys);

        Assert.Empty(texts.SelectMany(text => Grams(text).Where(gram => gram.All(character => Alphabet.Contains(character, StringComparison.Ordinal)))));
    }

    private static async Task<List<Finding>> FindingsAsync(string root, int seed, RandomEnvFile writer, CancellationToken token)
    {
        var project = new DeployProject
        {
            Root = root,
            Name = "shop",
            Env = new EnvSettings
            {
                Files = [new EnvFileSettings { Path = ".env.prod" }],
                Pack = seed % 11 == 0 ? EnvPack.None : EnvPack.Production,
                Groups = [new EnvGroupSettings("own", ["OWN_KEY", "OWN_SECRET"])],
                Agree = [new EnvAgreementSettings("own", [".env.prod:OWN_KEY", ".env.prod:QUEUE_NAME", ".env.prod:DATABASE_URL#password", ".env.prod:REDIS_URL#host", ".env.prod:NONE"])],
                Rules = Rules,
            },
        };
        var shadows = Keys.ToDictionary(key => key, _ => writer.Random.Next(8) == 0 ? writer.Secret() : null);
        var context = new CheckContext(project, token) { ProcessEnvironment = name => shadows.GetValueOrDefault(name) };
        context.Provide(new RepositoryFact(new StubRepository(root, tracked: seed % 2 == 0)));
        return await EnvProject.RunAsync(context, [.. EnvChecks.All, .. EnvChecks.OwnRules(project)]);
    }

    private static IEnumerable<string> Grams(string text) => Enumerable.Range(0, Math.Max(0, text.Length - 3)).Select(start => text.Substring(start, 4));

    /// <summary>Writes an environment file of random form, and remembers every secret it put in.</summary>
    private sealed class RandomEnvFile(Random random)
    {
        private static readonly string[] Plain = ["debug", "true", "localhost", "*", "production", "password", "sqlite3"];
        private readonly HashSet<string> _grams = new(StringComparer.Ordinal);
        private string _last = "QZXJKW23";

        public Random Random => random;

        public string Secret()
        {
            var secret = new string([.. Enumerable.Range(0, random.Next(4, 44)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (random.Next(12) == 0)
            {
                secret = string.Concat(Enumerable.Repeat(secret[..4], random.Next(1, 12)));
            }

            _last = random.Next(3) == 0 ? secret : _last;
            _grams.UnionWith(Grams(secret));
            _grams.UnionWith(Grams(secret.ToLowerInvariant()));
            return secret;
        }

        public IEnumerable<string> PiecesIn(string text) => Grams(text).Where(_grams.Contains);

        public string Text()
        {
            var text = new StringBuilder(random.Next(20) == 0 ? "\uFEFF" : "");
            foreach (var key in Keys)
            {
                if (random.Next(6) > 0)
                {
                    text.Append(Line(key));
                }

                if (random.Next(25) == 0)
                {
                    text.Append(Line(Keys[random.Next(Keys.Length)]));
                }

                if (random.Next(60) == 0)
                {
                    text.Append(Broken());
                }
            }

            return text.ToString();
        }

        private string Line(string key) => random.Next(14) switch
        {
            0 => $"{key}=\n",
            1 => $"{key}\n",
            2 => $"export {key}='{Value()}'\n",
            3 => $"{key}=\"{Value()}\\n{Secret()}\"\n",
            4 => $"{key}: {Value()}\n",
            5 => $"{key}={Value()} # {Secret()}\n",
            6 => $"{key}={Value()}#{Secret()}\n",
            7 => $"{key}=#{Secret()}\n",
            8 => $"{key}={Value()}$A{Secret()}\n",
            9 => $"{key}=${{B{Secret().Replace("뷁", "", StringComparison.Ordinal)}:-{Secret()}}}\n",
            _ => $"{key}={Value()}\n",
        };

        private string Value() => random.Next(19) switch
        {
            0 => $"postgresql+asyncpg://{Secret()}:{Secret()}@{Secret()}:5432/{Secret()}",
            1 => $"redis://:{Secret()}/{Secret()}@localhost:6379/{Secret()}",
            2 => $"bolt://{Secret()}.{Secret()}:99999",
            3 => $"http://{Secret()}:{Secret()}@127.0.0.1#{Secret()}",
            4 => $"https://{Secret()}.example.com,http://*.{Secret()}",
            5 => $"https://{Secret()}%{Secret()}",
            6 => $"sqlite:///{Secret()}.db",
            7 => $"change_me_{Secret()}",
            8 => $"<{Secret()}>",
            9 => $"your-{Secret()}",
            10 => $"[\"http://{Secret()}\",\"{Secret()}\"]",
            11 => $"//{Secret()} {Secret()}",
            12 => Plain[random.Next(Plain.Length)],
            13 => _last.Contains('\n', StringComparison.Ordinal) ? Secret() : _last,
            _ => Secret(),
        };

        /// <summary>Lines of a secret that lost its quotes: they turn into keys, or into something compose refuses.</summary>
        private string Broken() => random.Next(9) switch
        {
            0 => $"{Secret()}\n",
            1 => $"{Secret()}==\n",
            2 => $"A{Secret()}=\n",
            3 => $"A{Secret()}\n",
            4 => $"={Secret()}\n",
            5 => $"{Secret()} {Secret()}\n",
            6 => $"B='{Secret()}\n",
            7 => $"B=${{{Secret()}\n",
            _ => $"{Secret()}+/{Secret()}=\n",
        };
    }

    private sealed class StubRepository(string root, bool tracked) : IGitRepository
    {
        public string Folder => root;

        public string Root => root;

        public Task<TrackedFiles> TrackedFilesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> IsTrackedAsync(string path, CancellationToken cancellationToken) => Task.FromResult(tracked);

        public Task<bool> IsIgnoredAsync(string path, CancellationToken cancellationToken) => Task.FromResult(!tracked);

        public Task<bool> CommitExistsAsync(string hash, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<string?> CurrentCommitAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
