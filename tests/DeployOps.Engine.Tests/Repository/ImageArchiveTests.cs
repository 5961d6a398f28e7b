using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using DeployOps.Engine.Repository.Images;
using DeployOps.Engine.Repository.Scanning;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class ImageArchiveTests
{
    private static readonly string Token = TokenSamples.All["gitlab-token"].Hit;

    public static TheoryData<string, bool> Layouts { get; } = new() { { "docker", false }, { "docker", true }, { "legacy", false }, { "oci", false }, { "oci", true } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Every_layout_is_read_and_deleted_files_are_still_found(string layout, bool isCompressed)
    {
        var report = await ReadAsync(Archive(
            layout,
            isCompressed,
            [("app/.env", "A=b"), ("app/main.py", $"x\nkey = '{Token}'"), ("app/docs/guide.txt", "x"), ("etc/keep/secret.key", "x"), ("app/old/.env.prod", "x")],
            [("app/.wh..env", ""), ("app/other.py", "x"), ("app/old/.wh..wh..opq", ""), ("app/README.md", "x")]));

        Assert.Equal((2, 7), (report.Layers, report.Files));
        Assert.Equal(
            [("app/.env", "env", 1, true), ("app/README.md", "document", 2, false), ("app/docs/guide.txt", "document", 1, false), ("app/old/.env.prod", "env", 1, true)],
            report.Named.Where(file => file.Kind != "key").OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => (file.Path, file.Kind, file.Layer, file.IsDeleted)));
        var hit = Assert.Single(report.Hits);
        Assert.Equal(("app/main.py", 2, 1, false), (hit.Hit.File, hit.Hit.Line, hit.Layer, hit.IsDeleted));
        Assert.Empty(report.Unread);
        Assert.Equal(
            [("API_TOKEN", false, "GitLab token"), ("BUILD_SECRET", true, null), ("DB_PASSWORD", false, null), ("PATH", false, null), ("SECOND", true, null)],
            report.Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable => (variable.Name, variable.IsArgument, variable.Kind)));
        Assert.True(report.Variables.Single(variable => variable.Name == "DB_PASSWORD").IsPlaceholder);
        Assert.DoesNotContain(Token, report.ToString() + string.Join(' ', report.Variables) + string.Join(' ', report.Hits), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_cannot_be_read_is_named()
    {
        var report = await ReadAsync(Tar(
            ("blobs/sha256/one", [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3, 4]),
            ("blobs/sha256/two", Encoding.ASCII.GetBytes("this is no tar archive, whatever its name says".PadRight(600, '!'))),
            ("manifest.json", Encoding.UTF8.GetBytes("""[{"Config":"c","Layers":["blobs/sha256/one","blobs/sha256/two","blobs/sha256/three"]}]"""))));
        Assert.Equal(3, report.Unread.Count);
        Assert.Contains("zstd", report.Unread[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_image_is_refused_by_name()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Tar(("file.txt", [1, 2, 3]))));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Tar(("manifest.json", Encoding.ASCII.GetBytes("[]")))));
    }

    private static async Task<ImageReport> ReadAsync(byte[] archive)
    {
        var questions = new ImageQuestions
        {
            Rules = new SourceRules(TokenRules.All),
            KindOf = path => Path.GetFileName(path).StartsWith(".env", StringComparison.Ordinal) ? "env"
                : path.EndsWith(".md", StringComparison.Ordinal) || path.Contains("/docs/", StringComparison.Ordinal) ? "document"
                : path.EndsWith(".key", StringComparison.Ordinal) ? "key" : null,
            IsPassedOver = path => path.StartsWith("etc/", StringComparison.Ordinal),
        };
        using var stream = new SlowStream(archive);
        return await ImageArchive.ReadAsync(stream, questions, default);
    }

    private static byte[] Archive(string layout, bool isCompressed, params (string, string)[][] layers)
    {
        var configuration = Encoding.UTF8.GetBytes($$"""
            {"config":{"Env":["PATH=/bin","EMPTY=","DB_PASSWORD=change_me_in_env","API_TOKEN={{Token}}"]},
             "history":[{"created_by":"ARG BUILD_SECRET=x1"},{"created_by":"RUN |2 SECOND=y2 BUILD_SECRET=x1 /bin/sh -c make A=b # buildkit"},{"created_by":"COPY . /"}]}
            """);
        var blobs = layers.Select(layer => Layer(isCompressed, layer)).ToList();
        if (layout == "legacy")
        {
            return Tar(
            [
                .. blobs.Select((blob, index) => ($"{index}/layer.tar", blob)),
                ("config.json", configuration),
                ("manifest.json", Encoding.UTF8.GetBytes("""[{"Config":"config.json","RepoTags":["a:b"],"Layers":["0/layer.tar","1/layer.tar"]}]""")),
            ]);
        }

        var descriptors = string.Join(',', blobs.Select((_, index) => $$"""{"mediaType":"layer","digest":"sha256:layer{{index}}"}"""));
        (string, byte[]) last = layout == "docker"
            ? ("manifest.json", Encoding.UTF8.GetBytes("""[{"Config":"blobs/sha256/config","Layers":["blobs/sha256/layer0","blobs/sha256/layer1"]}]"""))
            : ("index.json", Encoding.UTF8.GetBytes("""{"manifests":[{"digest":"sha256:manifest"}]}"""));
        return Tar(
        [
            ("blobs/sha256/config", configuration),
            .. blobs.Select((blob, index) => ($"blobs/sha256/layer{index}", blob)),
            ("blobs/sha256/manifest", Encoding.UTF8.GetBytes($$"""{"config":{"digest":"sha256:config"},"layers":[{{descriptors}}]}""")),
            last,
        ]);
    }

    private static byte[] Layer(bool isCompressed, (string Name, string Text)[] files)
    {
        var tar = Tar([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);
        if (!isCompressed)
        {
            return tar;
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(tar);
        }

        return compressed.ToArray();
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return archive.ToArray();
    }

    /// <summary>Gives a few bytes at a time, as a pipe may, and cannot go back.</summary>
    private sealed class SlowStream(byte[] content) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = Math.Min(Math.Min(count, 700), content.Length - _position);
            Array.Copy(content, _position, buffer, offset, length);
            _position += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
