using System.Text;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Redis;

public sealed class Crc64Tests
{
    [Fact]
    public void The_check_value_is_that_of_the_polynomial() => Assert.Equal(0xe9c6d914c4b8d9caUL, Crc64.Append(0, "123456789"u8));

    [Fact]
    public void Sixteen_bytes_at_a_time_give_what_one_at_a_time_gives()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 500)));
        for (var length = 0; length < 100; length++)
        {
            var crc = 0UL;
            foreach (var value in bytes[..length])
            {
                crc = Crc64.Append(crc, [value]);
            }

            Assert.Equal(crc, Crc64.Append(0, bytes.AsSpan(0, length)));
        }
    }
}
