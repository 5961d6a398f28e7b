using DeployOps.Engine.Files;

namespace DeployOps.Engine.Tests.Files;

/// <summary>A temporary folder with a log in it.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-log-");

    public string Root => _folder.FullName;

    public string Log => Path.Combine(Root, "release.log");

    public BlockLogAppender Appender(double seconds = 20) => new(Log, TimeSpan.FromSeconds(seconds));

    public Task<long> AppendAsync(string text, string payload = "{}") =>
        Appender().AppendAsync(_ => new BlockLogContent(text, payload), CancellationToken.None);

    public Task<List<BlockLogEntry>> ReadAsync() => ReadAsync(File.ReadAllBytes(Log));

    public static async Task<List<BlockLogEntry>> ReadAsync(byte[] content)
    {
        var entries = new List<BlockLogEntry>();
        await foreach (var entry in BlockLogReader.ReadAsync(new MemoryStream(content), CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A folder that stays behind must not fail the test.
        }
    }
}
