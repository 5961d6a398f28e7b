using DeployOps.Engine.Checks;
using DeployOps.Engine.Tests.Repository;

namespace DeployOps.Engine.Tests.Checks.Env;

/// <summary>The failing fixtures of every environment check.</summary>
internal static class EnvCheckCases
{
    private const string Prod = ".env.prod";
    private const string Worker = "apps/worker/.env";

    public static IReadOnlyList<EnvCheckCase> All { get; } =
    [
        new("ENV001", "missing", project => project.Break = root => File.Delete(Path.Combine(root, Prod)), Prod) { Message = "does not exist" },
        new("ENV001", "folder", project => { project.Files.Remove(Prod); project.Break = root => Directory.CreateDirectory(Path.Combine(root, Prod)); }, Prod) { Message = "is a folder" },
        new("ENV001", "dangling link", project => { project.Files.Remove(Prod); project.Break = root => File.CreateSymbolicLink(Path.Combine(root, Prod), "nowhere"); }, Prod) { Message = "link" },
        new("ENV002", "unterminated quote", project => project.Append(Prod, "A='b\n"), Prod, 29) { Message = "never closed" },
        new("ENV002", "CP949", project => project.Break = root => File.WriteAllBytes(Path.Combine(root, Prod), [.. "# \n"u8, .. "A="u8, 0xBA, 0xF1, 0xB9, 0xD0, 0xB9, 0xF8, 0xC8, 0xA3]), Prod, 2) { Message = "CP949" },
        new("ENV002", "UTF-16", project => project.Break = root => File.WriteAllText(Path.Combine(root, Prod), "A=b", System.Text.Encoding.Unicode), Prod, 1) { Message = "UTF-16LE" },
        new("ENV003", "key missing", project => project.Replace(Prod, "QUEUE_NAME=shop_jobs\n", ""), "QUEUE_NAME") { Message = ".env.sample (line 22)" },
        new("ENV003", "last bare key of the sample", project => project.Replace(Worker, "AI_QUEUE_NAME=shop_jobs\n", ""), "AI_QUEUE_NAME"),
        new("ENV004", "unknown key", project => project.Append(Prod, "LEFTOVER=1\n"), "LEFTOVER", 29) { Status = FindingStatus.Warn },
        new("ENV005", "empty", project => project.Replace(Prod, "QUEUE_NAME=shop_jobs", "QUEUE_NAME="), "QUEUE_NAME", 23),
        new("ENV005", "empty quotes", project => project.Replace(Prod, "QUEUE_NAME=shop_jobs", "QUEUE_NAME='  '"), "QUEUE_NAME", 23),
        new("ENV005", "inherits nothing", project => project.Replace(Prod, "QUEUE_NAME=shop_jobs", "QUEUE_NAME"), "QUEUE_NAME", 23) { Message = "process environment" },
        new("ENV006", "twice", project => project.Append(Prod, "TAG=2026.01.15\n"), "TAG", 29) { Message = "line 2 and again in line 29" },
        new("ENV007", "shadowed", project => project.Variables["POSTGRES_DB"] = "other", "POSTGRES_DB", 12),
        new("ENV008", "a secret", project => project.Replace(".env.sample", "JWT_SECRET_KEY=", "JWT_SECRET_KEY=9fK2mQ7xR4vT1zB8nH5cW3pL6sD0gJqY"), "JWT_SECRET_KEY", 18),
        new("ENV008", "a value", project => project.Replace(".env.sample", "LOG_LEVEL=", "LOG_LEVEL=INFO"), "LOG_LEVEL", 8) { Status = FindingStatus.Warn },
        new("ENV008", "a password in a URL", project => project.Replace(".env.sample", "REDIS_URL=", "REDIS_URL=redis://:9fK2mQ7xR4vT@cache"), "REDIS_URL", 14),
        new("ENV009", "sample missing", project => project.Files.Remove(".env.sample"), ".env.sample"),
        new("ENV009", "sample malformed", project => project.Append(".env.sample", "\nA='b\n"), ".env.sample", 32),
        new("ENV010", "English", project => project.Replace(Prod, "QUEUE_NAME=shop_jobs", "QUEUE_NAME=change_me_in_env"), "QUEUE_NAME", 23),
        new("ENV010", "Korean", project => project.Replace(Prod, "POSTGRES_PASSWORD=vN4tQe81LrXw7KzpYd3h", "POSTGRES_PASSWORD=강력한-비밀번호-설정"), "POSTGRES_PASSWORD", 11),
        new("ENV010", "password in a URL", project => project.Replace(Worker, "vN4tQe81LrXw7KzpYd3h", "비밀번호"), "DATABASE_URL", 2) { Message = "password in the URL" },
        new("ENV010", "host", project => project.Replace(Prod, "https://www.shop.test", "https://www.example.com"), "CORS_ORIGINS", 21) { Message = "host name" },
        new("ENV011", "npm dotenv cuts", project => project.Append(Prod, "COLOUR=ab#cd\n"), "COLOUR", 29) { Status = FindingStatus.Warn },
        new("ENV012", "unset variable", project => project.Append(Prod, "BACKUPS=$NAVER_CLIENT_ID/backups\n"), "BACKUPS", 29) { Status = FindingStatus.Warn, Message = "NAVER_CLIENT_ID" },
        new("ENV012", "dollar in a password", project => project.Replace(Prod, "NEO4J_PASSWORD=Pk3Uy7Dn1Va9Mc4Sq6Bt", "NEO4J_PASSWORD=Pk3Uy7Dn1V$a9Mc4Sq6Bt"), "NEO4J_PASSWORD", 18) { Status = FindingStatus.Warn, Message = "a variable" },
        new("ENV013", "value starts with #", project => project.Append(Prod, "COLOUR=#ff0000\n"), "COLOUR", 29) { Status = FindingStatus.Warn },
        new("ENV014", "group of the project", project => project.Replace(Prod, "MAPS_KEY=k29dfj30fkslw02jdkd9\n", ""), "MAPS_KEY"),
        new("ENV014", "optional block of the sample", project => project.Append(Prod, "NAVER_CLIENT_ID=shop\n"), "NAVER_CLIENT_SECRET"),
        new("ENV014", "half of Naver", project => project.Append(Worker, "NAVER_CLIENT_ID=shop\n"), "NAVER_CLIENT_SECRET"),
        new("ENV015", "differs", project => project.Replace(Worker, "AI_QUEUE_NAME=shop_jobs", "AI_QUEUE_NAME=other_jobs"), "queue name", 4),
        new("ENV015", "part differs", project => project.Replace(Worker, "5432/shop", "5432/other"), "database", 2),
        new("ENV015", "place lost", project => project.Replace("deployops.yml", ".env:AI_QUEUE_NAME", ".env:WRONG_NAME"), "queue name") { Message = "not set" },
        new("ENV020", "development", project => project.Replace(Prod, "ENVIRONMENT=production", "ENVIRONMENT=development"), "ENVIRONMENT", 3),
        new("ENV020", "capital", project => project.Replace(Worker, "NODE_ENV=production", "NODE_ENV=Production"), "NODE_ENV", 1),
        new("ENV020", "nowhere", project => project.Replace(Prod, "ENVIRONMENT=production\n", "").Replace(Worker, "NODE_ENV=production\n", ""), "ENVIRONMENT"),
        new("ENV021", "on", project => project.Replace(Prod, "STARTUP_WITHOUT_REDIS=false", "STARTUP_WITHOUT_REDIS=true"), "STARTUP_WITHOUT_REDIS", 4),
        new("ENV022", "on", project => project.Replace(Prod, "STARTUP_WITHOUT_POSTGRES=false", "STARTUP_WITHOUT_POSTGRES=1"), "STARTUP_WITHOUT_POSTGRES", 5),
        new("ENV023", "on", project => project.Replace(Prod, "DEBUG=false", "DEBUG=True"), "DEBUG", 6),
        new("ENV024", "on", project => project.Replace(Prod, "DEV_LOGIN_ENABLED=false", "DEV_LOGIN_ENABLED=yes"), "DEV_LOGIN_ENABLED", 7),
        new("ENV024", "another name", project => project.Append(Prod, "AUTH_DEV_ENABLED=true\n"), "AUTH_DEV_ENABLED", 29),
        new("ENV025", "off", project => project.Replace(Prod, "DISABLE_DEV_LOGIN=true", "DISABLE_DEV_LOGIN=false"), "DISABLE_DEV_LOGIN", 8),
        new("ENV026", "no scheme", project => project.Replace(Prod, "bolt://graph:7687", "graph:7687"), "NEO4J_URI", 16),
        new("ENV026", "no host", project => project.Replace(Prod, "shop:vN4tQe81LrXw7KzpYd3h@db:5432/shop", "/shop"), "DATABASE_URL", 13) { Message = "no host" },
        new("ENV026", "port", project => project.Replace(Prod, "@db:5432", "@db:54320000"), "DATABASE_URL", 13) { Message = "port" },
        new("ENV026", "unencoded password", project => project.Replace(Prod, ":Wm6Jb0TqZs9Rf2Hx5Gc8@cache", ":Wm6Jb0TqZ/s9Rf2Hx5Gc8@cache"), "REDIS_URL", 15) { Message = "percent-encoded" },
        new("ENV026", "missing", project => project.Replace(Prod, "DATABASE_URL=", "DATABASE_URL_OLD=").Replace(Worker, "DATABASE_URL=", "DATABASE_URL_OLD="), "DATABASE_URL") { Message = "not set" },
        new("ENV027", "driver", project => project.Replace(Prod, "postgresql+asyncpg://", "postgresql://"), "DATABASE_URL", 13),
        new("ENV027", "redis", project => project.Replace(Prod, "redis://:Wm6", "http://:Wm6"), "REDIS_URL", 15),
        new("ENV028", "SQLite", project => project.Replace(Worker, "postgresql://shop:vN4tQe81LrXw7KzpYd3h@db:5432/shop?schema=public", "sqlite+aiosqlite:///./shop.db"), "DATABASE_URL", 2),
        new("ENV028", "engine", project => project.Append(Prod, "DB_ENGINE=django.db.backends.sqlite3\n"), "DB_ENGINE", 29),
        new("ENV029", "debug", project => project.Replace(Prod, "LOG_LEVEL=INFO", "LOG_LEVEL=debug"), "LOG_LEVEL", 9),
        new("ENV030", "localhost", project => project.Replace(Prod, "@db:5432", "@localhost:5432"), "DATABASE_URL", 13) { Message = "loopback" },
        new("ENV030", "mapped", project => project.Replace(Prod, "bolt://graph:7687", "bolt://[::ffff:7f00:1]:7687"), "NEO4J_URI", 16),
        new("ENV030", "origin", project => project.Replace(Prod, "https://www.shop.test", "http://localhost:3000"), "CORS_ORIGINS", 21),
        new("ENV030", "host of a store", project => project.Append(Prod, "POSTGRES_HOST=127.1\n"), "POSTGRES_HOST", 29),
        new("ENV030", "unspecified", project => project.Append(Prod, "PUBLIC_BASE_URL=http://0.0.0.0:8080\n"), "PUBLIC_BASE_URL", 29) { Message = "unspecified" },
        new("ENV030", "container host", project => project.Replace(Prod, "@cache:6379", "@host.docker.internal:6379"), "REDIS_URL", 15) { Status = FindingStatus.Warn },
        new("ENV031", "star", project => project.Replace(Prod, "https://www.shop.test", "*"), "CORS_ORIGINS", 21),
        new("ENV031", "hosts", project => project.Replace(Prod, "ALLOWED_HOSTS=shop.test", "ALLOWED_HOSTS=*.shop.test"), "ALLOWED_HOSTS", 22),
        new("ENV031", "expression", project => project.Append(Prod, "CORS_ALLOW_ORIGIN_REGEX=https://.+\n"), "CORS_ALLOW_ORIGIN_REGEX", 29),
        new("ENV032", "http", project => project.Replace(Prod, "https://www.shop.test", "http://www.shop.test"), "CORS_ORIGINS", 21) { Status = FindingStatus.Warn },
        new("ENV033", "short", project => project.Replace(Prod, "q7RzN2pXvL9wKtB4mYcD8sHfJ3gUeA6xTzQ1oViW", "q7RzN2pXvL9wKtB4mYcD8sHfJ3gUeA6"), "JWT_SECRET_KEY", 19) { Message = "fewer than 32" },
        new("ENV033", "words", project => project.Replace(Prod, "e5GkPw0ZyXn7RbVd2TcLm9QsHj4FaUu8KrIxNo3M", "this-is-my-super-secret-jwt-signing-key-2026"), "JOB_SIGNING_SECRET", 20) { Message = "dictionary" },
        new("ENV034", "common", project => project.Append(Prod, "ADMIN_PASSWORD=P@ssw0rd2026!\n"), "ADMIN_PASSWORD", 29) { Message = "tried first" },
        new("ENV034", "user name", project => project.Append(Prod, "SMTP_USER=mailer\nSMTP_PASSWORD=mailer2026\n"), "SMTP_PASSWORD", 30) { Message = "user's own name" },
        new("ENV034", "in a URL", project => project.Append(Prod, "BROKER_URL=amqp://shop:qwertyuiop@queue:5672\n"), "BROKER_URL", 29) { Message = "in the URL" },
        new("ENV035", "one for two", project => project.Replace(Prod, "e5GkPw0ZyXn7RbVd2TcLm9QsHj4FaUu8KrIxNo3M", "q7RzN2pXvL9wKtB4mYcD8sHfJ3gUeA6xTzQ1oViW"), "JOB_SIGNING_SECRET", 20) { Message = "JWT_SECRET_KEY (.env.prod, line 19)" },
        new("ENV036", "password", project => project.Replace(Prod, "POSTGRES_PASSWORD=vN4t", "POSTGRES_PASSWORD=aN4t"), "DATABASE_URL", 13) { Message = "the password in the URL differs from POSTGRES_PASSWORD (line 11)" },
        new("ENV036", "no password", project => project.Replace(Prod, "redis://:Wm6Jb0TqZs9Rf2Hx5Gc8@", "redis://"), "REDIS_URL", 15) { Message = "holds no password" },
        new("ENV040", "others read", project => project.Break = root => Mode(Path.Combine(root, Prod), UnixFileMode.OtherRead), Prod) { Message = "others may read" },
        new("ENV041", "tracked", project => project.Break = root => GitCommand.Run(root, "add", "-f", Prod), Prod),
        new("ENV042", "not ignored", project => project.Files[".gitignore"] = "*.log\n", Prod),
        new("ENV043", "nested sample", project => project.Replace("deployops.yml", "sample: .env.sample", "sample: backend/app/core/.env.sample").Files["backend/app/core/.env.sample"] = "TAG=\n", "backend/app/core/.env.sample"),
        new("ENV043", "sample deployed", project => project.Replace("deployops.yml", "path: .env.prod", "path: .env.sample"), ".env.sample"),
    ];

    private static void Mode(string path, UnixFileMode more)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);
        }
    }
}
