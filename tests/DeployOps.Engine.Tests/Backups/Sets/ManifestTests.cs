using System.Text;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Sets;

/// <summary>A manifest says what was written, or nothing.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        var manifest = Full();

        var read = ManifestFile.Parse(ManifestFile.Bytes(manifest));

        Assert.Null(read.Problem);
        Assert.Equal(ManifestFile.Bytes(manifest), ManifestFile.Bytes(read.Manifest!));
        Assert.Equal(manifest.Stores[0].Content.Counts, read.Manifest!.Stores[0].Content.Counts);
        Assert.Equal(manifest.Verifications[0].Duration, read.Manifest.Verifications[0].Duration);
        Assert.Equal(manifest.StartedAt, read.Manifest.StartedAt);
    }

    [Fact]
    public void It_is_readable_json_with_the_seal_as_its_last_property()
    {
        var text = Encoding.UTF8.GetString(ManifestFile.Bytes(Full()));

        Assert.Contains("\n  \"state\": \"Verified\",\n", text, StringComparison.Ordinal);
        Assert.Contains("\"startedAt\": \"2026-11-21T02:00:00.1234567Z\"", text, StringComparison.Ordinal);
        Assert.Contains("\"duration\": 1.5", text, StringComparison.Ordinal);
        Assert.Contains("public.주문", text, StringComparison.Ordinal);
        Assert.Matches("\n  \"seal\": \"sha256:[0-9a-f]{64}\"\n}\n$", text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Every_flipped_bit_of_every_byte_breaks_the_seal()
    {
        var bytes = ManifestFile.Bytes(Small());
        Assert.Null(ManifestFile.Parse(bytes).Problem);

        for (var position = 0; position < bytes.Length; position++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[position] ^= (byte)(1 << bit);
                var read = ManifestFile.Parse(bytes);
                Assert.True(read is { Manifest: null, Problem: not null }, $"bit {bit} of byte {position}");
                bytes[position] ^= (byte)(1 << bit);
            }
        }
    }

    [Fact]
    public void Every_cut_and_every_byte_too_many_breaks_the_seal()
    {
        var bytes = ManifestFile.Bytes(Small());

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(ManifestFile.Parse(bytes.AsSpan(0, length)).Manifest);
        }

        for (var position = 0; position <= bytes.Length; position++)
        {
            Assert.Null(ManifestFile.Parse([.. bytes[..position], (byte)' ', .. bytes[position..]]).Manifest);
        }
    }

    [Fact]
    public void A_newer_format_is_named()
    {
        var read = ManifestFile.Parse(ManifestSeal.Close("{\n  \"format\": 2,\n  \"anything\": []\n}"u8));

        Assert.Equal(BackupFault.NewerFormat, read.Fault);
        Assert.Contains("format 2", read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n}")]
    [InlineData("[\n}")]
    [InlineData("{\n  \"format\": \"1\"\n}")]
    [InlineData("{\n  \"format\": 0\n}")]
    [InlineData("{\n  \"format\": 1\n}")]
    [InlineData("{\n  \"format\": 1,\n  \"format\": 1\n}")]
    [InlineData("{\n  \"format\": 99999999999999999999\n}")]
    public void What_is_sealed_and_no_manifest_is_refused(string json)
    {
        var read = ManifestFile.Parse(ManifestSeal.Close(Encoding.UTF8.GetBytes(json)));

        Assert.Null(read.Manifest);
        Assert.Equal(BackupFault.Damaged, read.Fault);
    }

    [Theory]
    [InlineData("\"state\": \"Verified\"", "\"state\": \"Trusted\"")]
    [InlineData("\"state\": \"Verified\"", "\"state\": 2")]
    [InlineData("\"state\": \"Verified\"", "\"state\": null")]
    [InlineData("\"stack\": \"shop\"", "\"stack\": null")]
    [InlineData("\"by\": \"ada@host\"", "\"by\": \"ada@host\", \"also\": 1")]
    [InlineData("\"by\": \"ada@host\"", "\"by\": \"ada@host\", \"by\": \"eve@host\"")]
    [InlineData("\"startedAt\": \"2026-11-21T02:00:00.1234567Z\"", "\"startedAt\": \"2026-11-21T02:00:00.1234567+01:00\"")]
    [InlineData("\"postgres.dump\"", "\"../postgres.dump\"")]
    [InlineData("\"postgres.dump\"", "\"/etc/shadow\"")]
    [InlineData("\"postgres.dump\"", "\"manifest.json\"")]
    [InlineData("\"postgres.dump\"", "\"a\\\\b\"")]
    [InlineData("\"bytes\": 7", "\"bytes\": -7")]
    [InlineData("\"isComplete\": true", "\"isComplete\": false")]
    [InlineData("\"id\": \"20261121T020000Z-4f2a\"", "\"id\": \"latest\"")]
    [InlineData("\"findings\": []", "\"findings\": [null]")]
    [InlineData("\"obstacles\": []", "\"obstacles\": [null]")]
    public void What_is_sealed_and_says_what_cannot_be_is_refused(string with, string instead)
    {
        var json = Encoding.UTF8.GetString(ManifestSeal.Open(ManifestFile.Bytes(Full()))!);
        Assert.Contains(with, json, StringComparison.Ordinal);

        var read = ManifestFile.Parse(ManifestSeal.Close(Encoding.UTF8.GetBytes(json.Replace(with, instead, StringComparison.Ordinal))));

        Assert.Null(read.Manifest);
        Assert.Equal(BackupFault.Damaged, read.Fault);
    }

    [Fact]
    public void A_set_of_before_a_field_existed_is_read_as_before()
    {
        var json = Encoding.UTF8.GetString(ManifestSeal.Open(ManifestFile.Bytes(Full() with { Reason = "safety set before restore of 20261121T020000Z-4f2a" }))!);
        var old = string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"isSafetySet\"", StringComparison.Ordinal) && !line.Contains("\"obstacles\"", StringComparison.Ordinal)));
        Assert.NotEqual(json, old);

        var read = ManifestFile.Parse(ManifestSeal.Close(Encoding.UTF8.GetBytes(old)));

        Assert.Equal((BackupFault.None, (bool?)null), (read.Fault, read.Manifest!.IsSafetySet));
        Assert.Empty(read.Manifest.Verifications[0].Obstacles);
        Assert.True(new BackupSet { Id = read.Manifest.Id, Path = "x", Manifest = read.Manifest }.IsSafetySet);
    }

    internal static BackupManifest Small() => new()
    {
        Id = "20261121T020000Z-4f2a", Project = "shop", Stack = "shop", State = BackupState.Partial, StartedAt = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero),
    };

    private static BackupManifest Full() => Small() with
    {
        State = BackupState.Verified,
        StartedAt = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        By = "ada@host",
        Encryption = new EncryptionRecord("passphrase", "BACKUP_PASSPHRASE"),
        Stores =
        [
            new StoreRecord
            {
                Kind = DataStoreKind.Postgres,
                Source = "db:5432/shop",
                IsComplete = true,
                Duration = TimeSpan.FromSeconds(1.5),
                Files = [new BackupFile("postgres.dump", 7, new string('a', 64), 7)],
                Content = new StoreContent([new ContentCount("table", "public.주문", 3)], null),
            },
        ],
        Verifications = [new VerificationRecord { At = SetFolder.Now, Level = VerificationLevel.Restore, Passed = true, Duration = TimeSpan.FromTicks(12345678), Age = TimeSpan.FromHours(10) }],
    };
}
