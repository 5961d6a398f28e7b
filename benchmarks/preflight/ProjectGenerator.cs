using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Benchmarks.Preflight;

/// <summary>Makes a project of many services that passes the gate, so that both programs do all of their work.</summary>
internal static class ProjectGenerator
{
    public static string Create(string parent, int services)
    {
        var root = Path.Combine(parent, $"services-{services}");
        Directory.CreateDirectory(root);
        var password = RandomNumberGenerator.GetHexString(40);
        Write(root, ".env.sample", "TAG=\nENVIRONMENT=\nPOSTGRES_PASSWORD=\n");
        Write(root, ".env.prod", $"TAG=2026.01.14\nENVIRONMENT=production\nPOSTGRES_PASSWORD={password}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(root, ".env.prod"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Write(root, ".gitignore", ".env\n.env.*\n!.env.sample\nrelease.log\n.deployops/\n*.pem\n*.key\n*.pfx\n__pycache__/\n.pytest_cache/\npytest-cache-*/\nnode_modules/\n");
        Write(root, "deploy.md", "# Deploying\n\nSee the runbook.\n");
        Write(root, "docker-compose.prod.yml", Compose(services));
        Git(root, "init", "-q");
        Git(root, "add", "-A");
        Git(root, "-c", "user.name=benchmark", "-c", "user.email=benchmark@example.invalid", "commit", "-qm", "A project");
        return root;
    }

    private static string Compose(int services)
    {
        var text = new StringBuilder("name: benchmark\n\nservices:\n");
        for (var number = 1; number <= services; number++)
        {
            text.Append(
                $$"""
                  service{{number}}:
                    image: example/service{{number}}:${TAG:?TAG is not set}
                    restart: unless-stopped
                    environment:
                      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?POSTGRES_PASSWORD is not set}
                      ENVIRONMENT: ${ENVIRONMENT:?ENVIRONMENT is not set}
                    healthcheck:
                      test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8000/health"]
                      interval: 10s
                      timeout: 5s
                      retries: 6
                    deploy:
                      resources:
                        limits:
                          cpus: "0.5"
                          memory: 128M
                    logging:
                      driver: json-file
                      options:
                        max-size: 10m
                        max-file: "5"

                """.Replace("\n", "\n  ", StringComparison.Ordinal).Insert(0, "  ").TrimEnd(' '));
        }

        return text.ToString();
    }

    private static void Write(string root, string name, string text) => File.WriteAllText(Path.Combine(root, name), text);

    private static void Git(string root, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = root })!;
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new InvalidOperationException("git failed");
        }
    }
}
