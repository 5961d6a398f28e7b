using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

/// <summary>
/// A project whose environment files are well made and give every check something to look at. A test breaks one thing in it.
/// </summary>
internal sealed class EnvProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EnvProject()
    {
        Files["deployops.yml"] = """
            name: shop
            env:
              files:
                - path: .env.prod
                  sample: .env.sample
                - path: apps/worker/.env
                  sample: apps/worker/env.example
              groups:
                - name: Maps
                  keys: [MAPS_ID, MAPS_KEY]
              agree:
                - name: queue name
                  members: [".env.prod:QUEUE_NAME", "apps/worker/.env:AI_QUEUE_NAME"]
                - name: database
                  members: [".env.prod:DATABASE_URL#database", "apps/worker/.env:DATABASE_URL#database"]
            """;
        Files[".env.prod"] = """
            # The shop in production.
            TAG=2026.01.14
            ENVIRONMENT=production
            STARTUP_WITHOUT_REDIS=false
            STARTUP_WITHOUT_POSTGRES=false
            DEBUG=false
            DEV_LOGIN_ENABLED=false
            DISABLE_DEV_LOGIN=true
            LOG_LEVEL=INFO
            POSTGRES_USER=shop
            POSTGRES_PASSWORD=vN4tQe81LrXw7KzpYd3h
            POSTGRES_DB=shop
            DATABASE_URL=postgresql+asyncpg://shop:vN4tQe81LrXw7KzpYd3h@db:5432/shop
            REDIS_PASSWORD=Wm6Jb0TqZs9Rf2Hx5Gc8
            REDIS_URL=redis://:Wm6Jb0TqZs9Rf2Hx5Gc8@cache:6379/0
            NEO4J_URI=bolt://graph:7687
            NEO4J_USER=neo4j
            NEO4J_PASSWORD=Pk3Uy7Dn1Va9Mc4Sq6Bt
            JWT_SECRET_KEY=q7RzN2pXvL9wKtB4mYcD8sHfJ3gUeA6xTzQ1oViW
            JOB_SIGNING_SECRET=e5GkPw0ZyXn7RbVd2TcLm9QsHj4FaUu8KrIxNo3M
            CORS_ORIGINS=https://shop.test,https://www.shop.test
            ALLOWED_HOSTS=shop.test,www.shop.test
            QUEUE_NAME=shop_jobs
            MAPS_ID=shop-maps
            MAPS_KEY=k29dfj30fkslw02jdkd9
            GREETING=안녕하세요
            BASE=/srv/shop
            UPLOADS=/srv/shop/uploads

            """;
        Files[".env.sample"] = """
            TAG=
            ENVIRONMENT=
            STARTUP_WITHOUT_REDIS=
            STARTUP_WITHOUT_POSTGRES=
            DEBUG=
            DEV_LOGIN_ENABLED=
            DISABLE_DEV_LOGIN=
            LOG_LEVEL=
            POSTGRES_USER=
            POSTGRES_PASSWORD=
            POSTGRES_DB=
            DATABASE_URL=
            REDIS_PASSWORD=
            REDIS_URL=
            NEO4J_URI=
            NEO4J_USER=
            NEO4J_PASSWORD=
            JWT_SECRET_KEY=
            JOB_SIGNING_SECRET=
            CORS_ORIGINS=
            ALLOWED_HOSTS=
            QUEUE_NAME=
            MAPS_ID=
            MAPS_KEY=
            GREETING=
            BASE=
            UPLOADS=

            # 선택: 네이버 뉴스 API
            NAVER_CLIENT_ID=
            NAVER_CLIENT_SECRET=
            """;
        Files["apps/worker/.env"] = """
            NODE_ENV=production
            DATABASE_URL=postgresql://shop:vN4tQe81LrXw7KzpYd3h@db:5432/shop?schema=public
            REDIS_URL=redis://:Wm6Jb0TqZs9Rf2Hx5Gc8@cache:6379
            AI_QUEUE_NAME=shop_jobs

            """;
        Files["apps/worker/env.example"] = "NODE_ENV\nDATABASE_URL\nREDIS_URL\nAI_QUEUE_NAME";
        Files[".gitignore"] = ".env*\n!.env.sample\n";
    }

    public Dictionary<string, string> Files { get; } = [];

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Runs when the files are written and git is initialized, before the checks.</summary>
    public Action<string>? Break { get; set; }

    public string Root => _folder.Root;

    public EnvProject Replace(string name, string old, string text)
    {
        Assert.Contains(old, Files[name], StringComparison.Ordinal);
        Files[name] = Files[name].Replace(old, text, StringComparison.Ordinal);
        return this;
    }

    public EnvProject Append(string name, string lines)
    {
        Files[name] = Files[name] + lines;
        return this;
    }

    public DeployProject Write()
    {
        foreach (var (name, text) in Files)
        {
            Protect(_folder.Write(name, text.ReplaceLineEndings("\n")));
        }

        GitCommand.Run(Root, "init", "-q");
        Break?.Invoke(Root);
        return ProjectReader.Read(Path.Combine(Root, "deployops.yml"));
    }

    public async Task<List<Finding>> RunAsync()
    {
        var project = Write();
        var context = new CheckContext(project) { ProcessEnvironment = name => Variables.GetValueOrDefault(name) };
        return await RunAsync(context, [.. EnvChecks.All, .. EnvChecks.OwnRules(project)]);
    }

    public static async Task<List<Finding>> RunAsync(CheckContext context, IReadOnlyCollection<ICheck> checks)
    {
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync(checks, context, new CheckRunOptions { Timeout = TimeSpan.FromSeconds(60) }, CancellationToken.None))
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    public void Dispose() => _folder.Dispose();

    private static void Protect(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
