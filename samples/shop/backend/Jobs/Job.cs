using System.Security.Cryptography;
using System.Text;

namespace Shop.Backend.Jobs;

/// <summary>A piece of work. States: queued, processing, completed, failed (will be tried again), dead.</summary>
internal sealed record Job(
    string Id, string Kind, string Payload, string State, int Attempts, string? Error, string CorrelationId, DateTime CreatedAt);

/// <summary>The worker carries out only what this service put into the queue.</summary>
internal sealed class JobSignature(string secret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    public string Of(string id, string kind, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{id}\n{kind}\n{payload}")));

    public bool Matches(Job job, string? signature) =>
        signature is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Of(job.Id, job.Kind, job.Payload)), Encoding.ASCII.GetBytes(signature));
}
