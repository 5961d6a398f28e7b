using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Redis;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Backups.Graph;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Redis;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Backups.Redis;

/// <summary>Many keys of every type in three databases. With DEPLOYOPS_LONG=1 there are a million.</summary>
public sealed class RedisBackupSizeTests(ITestOutputHelper output)
{
    private const int KeysOfChunk = 10_000;
    private const string Fill = """
        for i = ARGV[1], ARGV[1] + ARGV[2] - 1 do
          local key, kind = 'key ' .. i, i % 8
          if kind == 0 then redis.call('SET', key, 'value ' .. i)
          elseif kind == 1 then redis.call('SET', key, i)
          elseif kind == 2 then redis.call('RPUSH', key, i, 'element ' .. i)
          elseif kind == 3 then redis.call('SADD', key, i, i + 1)
          elseif kind == 4 then redis.call('ZADD', key, i / 3, 'member')
          elseif kind == 5 then redis.call('HSET', key, 'field', i)
          elseif kind == 6 then redis.call('XADD', key, '1-1', 'field', i)
          else redis.call('SET', key, i, 'EX', 86400) end
        end
        """;

    [RedisFact]
    public async Task Many_keys_of_every_type_come_back()
    {
        var keys = Environment.GetEnvironmentVariable("DEPLOYOPS_LONG") == "1" ? 1_000_000 : 30_000;
        await using var source = await RedisServer.StartAsync();
        await using var target = await RedisServer.StartAsync();
        await using var connection = await source.OpenAsync();
        await using var other = await target.OpenAsync();
        for (var first = 0; first < keys; first += KeysOfChunk)
        {
            await connection.SendAsync(["SELECT", first / KeysOfChunk % 3], CancellationToken.None);
            await connection.SendAsync(["EVAL", Fill, 0, first, KeysOfChunk], TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        var redis = new RedisBackup(new BackupRedisSettings());
        using var files = new FolderFiles();
        var watch = Stopwatch.StartNew();
        var dump = await redis.DumpAsync(source.Access(), files, new StoreRun(), CancellationToken.None);
        var dumped = watch.Elapsed;
        var restored = await redis.RestoreAsync(target.Access(), files, new StoreRestoration(Replace: false, dump.Format), new StoreRun(), CancellationToken.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{keys} keys dumped in {dumped.TotalSeconds:0.0} s, restored and compared in {(watch.Elapsed - dumped).TotalSeconds:0.0} s"));

        Assert.Equal(keys / 8 * 7, dump.Content.Counts.Sum(count => count.Count));
        Assert.Equal(dump.Content.Counts, restored.Counts);
        Assert.Equal((await redis.ContentAsync(source.Access(), withHash: true, new StoreRun(), CancellationToken.None)).Hash, restored.Hash);
        Assert.Equal(await connection.DigestAsync(), await other.DigestAsync());
    }
}
