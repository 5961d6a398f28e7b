using System.Globalization;

namespace DeployOps.Benchmarks.Redaction;

/// <summary>Makes the secrets and a log of a Compose stack, the same at every run.</summary>
internal static class SampleLog
{
    private const int Seed = 7;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&+/=";

    private static readonly string[] Services = ["backend-1  |", "db-1       |", "nginx-1    |", "cache-1    |"];

    private static readonly string[] Words =
    [
        "connection", "received", "host=db", "port=5432", "user=shop", "database", "GET", "POST", "/api/v1/orders", "200", "404", "INFO", "WARN",
        "ERROR", "checkpoint", "starting", "complete", "upstream", "timeout", "health", "container", "started", "http://backend:8080/health",
        "{\"level\":\"info\",\"elapsed\":12}", "duration=12ms", "요청", "완료",
    ];

    /// <summary>Writes 200 secrets of 8 to 40 characters, one a line.</summary>
    /// <param name="file">The file.</param>
    public static void WriteSecrets(string file)
    {
        var random = new Random(Seed);
        File.WriteAllLines(file, Enumerable.Range(0, 200).Select(_ =>
            new string([.. Enumerable.Range(0, random.Next(8, 41)).Select(_ => Alphabet[random.Next(Alphabet.Length)])])));
    }

    /// <summary>Writes a log with a secret in every fiftieth line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="secretsFile">The secrets.</param>
    /// <param name="length">The least length in bytes.</param>
    public static void Write(string file, string secretsFile, long length)
    {
        var random = new Random(Seed);
        var secrets = File.ReadAllLines(secretsFile);
        using var stream = File.Create(file);
        using var writer = new StreamWriter(stream, bufferSize: 1 << 16);
        while (stream.Position < length)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"2026-11-20T12:{random.Next(60):D2}:{random.Next(60):D2}.{random.Next(1000):D3}Z "));
            writer.Write(Services[random.Next(Services.Length)]);
            for (var word = random.Next(5, 14); word >= 0; word--)
            {
                writer.Write(' ');
                writer.Write(Words[random.Next(Words.Length)]);
            }

            writer.WriteLine(random.Next(50) == 0 ? " password=" + secrets[random.Next(secrets.Length)] : string.Empty);
        }
    }
}
