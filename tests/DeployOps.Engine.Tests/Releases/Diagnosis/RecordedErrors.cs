namespace DeployOps.Engine.Tests.Releases.Diagnosis;

/// <summary>Error texts as docker, databases and the runtimes write them, each with its cause and a word that has to be found in it.</summary>
internal static partial class RecordedErrors
{
    public static IReadOnlyList<(string Cause, string Part, string Text)> All { get; } = [.. OfDocker, .. OfSettings, .. OfConnections, .. OfData, .. OfSystem];

    /// <summary>What healthy programs write; no rule may take any of it for a fault.</summary>
    public static IReadOnlyList<string> Harmless { get; } =
    [
        "INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)",
        "INFO:     172.18.0.5:41234 - \"GET /api/openapi.json HTTP/1.1\" 200 OK",
        "172.18.0.1 - - [21/Nov/2026:03:00:00 +0000] \"GET /static/app.js HTTP/1.1\" 200 5120 \"-\" \"curl/8.5.0\" \"-\"",
        "2026-11-21 03:00:00.000 UTC [1] LOG:  database system is ready to accept connections",
        "2026-11-21 03:00:00.000 UTC [27] LOG:  checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added",
        "1:M 21 Nov 2026 03:00:00.000 * Ready to accept connections tcp",
        "1:C 21 Nov 2026 03:00:00.000 # Warning: no config file specified, using the default config",
        "PostgreSQL Database directory appears to contain a database; Skipping initialization",
        "info: Microsoft.Hosting.Lifetime[14]\n      Now listening on: http://[::]:8080",
        "Listening on port 3000",
        "server started, 0 errors, 0 warnings",
        "2026-11-21 03:00:00.000+0000 INFO  Bolt enabled on 0.0.0.0:7687.",
        "Started Application in 2.345 seconds (process running for 2.9)",
        "/docker-entrypoint.sh: Configuration complete; ready for start up",
        "Running upgrade 1a2b3c -> 4d5e6f, add orders",
        "Successfully applied 3 migrations to schema \"public\"",
        "JWT_SECRET_KEY is set",
        "Connected to postgres at db:5432",
        "connection to redis:6379 established in 3 ms",
        "password changed for user 7",
        "using certificate /etc/ssl/shop.pem, valid until 2027-01-01",
        "disk usage 41%, memory usage 12%",
        "export of 12 files to /data/out finished",
        "token issued for customer 12",
        "GET /login 200 3ms",
        "Compiled successfully in 812ms",
        "gunicorn booting worker with pid: 7",
        "nginx/1.27.2 start worker process 29",
    ];
}
