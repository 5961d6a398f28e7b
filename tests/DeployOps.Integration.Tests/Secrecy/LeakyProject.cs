using System.Text;
using System.Text.Json;
using DeployOps.Engine.EnvFiles;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Secrecy;

/// <summary>
/// A project that does everything wrong that can bring a secret into a text: written into the compose file in every place,
/// into a value that compose refuses and quotes, into a tracked source file, into an environment file that cannot be read.
/// </summary>
internal sealed class LeakyProject : IDisposable
{
    private static readonly string[] Refused = ["ports: [\"{0}:80\"]", "mem_limit: \"{0}\"", "image: \"{0}\"", "restart: \"{0}\"", "{0}: 1", "depends_on: [\"{0}\"]"];

    public LeakyProject(IReadOnlyList<string> secrets, int variant)
    {
        Secrets = secrets;
        Root = Directory.CreateTempSubdirectory("leaky-").FullName;
        var env = new StringBuilder("TAG=latest\nENVIRONMENT=development\n");
        for (var number = 0; number < secrets.Count; number++)
        {
            env.Append(EnvFileWriter.Line($"SERVICE_{number}_PASSWORD", secrets[number])).Append('\n');
        }

        Write(".env.prod", env.ToString());
        Write(".env.broken", env + $"UNTERMINATED_PASSWORD=\"{secrets[0]}\n");
        Write(".env.sample", $"TAG=\nENVIRONMENT=\nSERVICE_0_PASSWORD={secrets[1].ReplaceLineEndings(" ")}\n");
        Write("settings.py", $"PASSWORD = {JsonSerializer.Serialize(secrets[2])}\n");
        Write("docker-compose.prod.yml", Compose(secrets, variant));
    }

    public string Root { get; }

    public IReadOnlyList<string> Secrets { get; }

    public async Task CommitAsync()
    {
        await Command.SucceedAsync(Root, "git", "init", "-q");
        await Command.SucceedAsync(Root, "git", "add", "-A", "-f");
        await Command.SucceedAsync(Root, "git", "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-qm", "Leaks");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Compose(IReadOnlyList<string> secrets, int variant)
    {
        string Quoted(int number) => JsonSerializer.Serialize(secrets[number].Replace("$", "$$", StringComparison.Ordinal));
        string Inner(int number) => Quoted(number)[1..^1];
        return $"""
            services:
              web:
                image: web:latest
                environment:
                  WEB_PASSWORD: {Quoted(3)}
                  REFERRED: {"${SERVICE_4_PASSWORD}"}
                labels:
                  owner: {Quoted(5)}
                command: ["run", "--password", {Quoted(6)}]
                healthcheck:
                  test: ["CMD-SHELL", {Quoted(7)}]
                build:
                  context: .
                  args:
                    TOKEN: {Quoted(8)}
                env_file: .env.prod
              refused:
                {Refused[variant % Refused.Length].Replace("{0}", Inner(9), StringComparison.Ordinal)}
              interpolated:
                image: {"\"${SERVICE_10_PASSWORD}:${SERVICE_11_PASSWORD}\""}

            """;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Root, name), text);
}
