using DeployOps.Engine.Checks.Env.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env.Values;

public sealed class LoopbackHostTests
{
    private static readonly string[] Loopback =
    [
        "localhost", "LOCALHOST", "LocalHost", "localhost.", "foo.localhost", "a.b.localhost", "localhost.localdomain", "localhost4", "localhost6",
        "localhost6.localdomain6", "ip6-localhost", "ip6-loopback", " localhost ", "local%68ost", "%6c%6f%63%61%6c%68%6f%73%74", "ｌｏｃａｌｈｏｓｔ", "local\u00ADhost",
        "127.0.0.1", "127.0.0.1.", "127.0.0.2", "127.1.2.3", "127.255.255.254", "127.255.255.255", "127.0.0.0", "127.1", "127.0.1", "127.65535", "127.16777215",
        "127.256", "2130706433", "2130706434", "2147483647", "0x7f000001", "0X7F000001", "0x7F.0.0.1", "0x7f.1", "0x7f.0x0.0x0.0x1", "0x7f.0x1", "017700000001",
        "0177.0.0.1", "0177.0.0.01", "0177.1", "00177.0.0.1", "0177.0x0.0.1", "127.0.0.01", "127.00.00.01", "127.000.000.001", "127.0x0.00.1",
        "0x0000007f.0.0.1", "0x00007f000001", "１２７.０.０.１", "１２７。０。０。１", "127｡0｡0｡1", "127%2e0%2E0%2e1", "[::1]", "::1", "0:0:0:0:0:0:0:1",
        "0000:0000:0000:0000:0000:0000:0000:0001", "::0001", "0::1", "::0:1", "[0:0:0:0:0:0:0:1]", "::1%lo", "[::1%25lo0]", "::ffff:127.0.0.1",
        "::FFFF:127.0.0.1", "[::ffff:127.0.0.1]", "::ffff:127.9.8.7", "::ffff:7f00:1", "::ffff:7f00:0001", "[::FFFF:7F00:1]", "0:0:0:0:0:ffff:127.0.0.1",
        "0:0:0:0:0:ffff:7f00:1", "0000:0000:0000:0000:0000:ffff:7f00:0001", "::ffff:7fff:ffff", "::127.0.0.1", "::7f00:1",
    ];

    private static readonly string[] Unspecified =
    [
        "0.0.0.0", "0.0.0.0.", "0", "00", "0x0", "0x", "0.0", "0.0.0", "0x0.0x0.0x0.0x0", "00.00.00.00", "000.000.000.000", "::", "[::]", "0::0", "0:0:0:0:0:0:0:0",
        "::0", "::0.0.0.0", "::ffff:0.0.0.0", "::ffff:0:0", "０.０.０.０",
    ];

    private static readonly string[] Elsewhere =
    [
        "", " ", "db", "cache", "graph", "postgres", "shop.test", "localhost.example.com", "localhost-db", "mylocalhost", "notlocalhost", "localhos", "localhostt",
        "local.host", "xlocalhost.", "localhost..", ".localhost.com", "127.0.0.1.example.com", "127-0-0-1.example.com", "a127.0.0.1", "127.0.0.1a", "127.0.0.x",
        "126.255.255.255", "128.0.0.1", "128.0.0.0", "1.127.0.0", "10.0.0.1", "192.168.0.1", "172.17.0.1", "169.254.1.1", "255.255.255.255", "0.0.0.1", "0.1", "1",
        "1.0.0.127", "127.0.0.0.1", "127.0.0.256", "127", "127.16777216", "127.0.65536", "256.0.0.1", "2130706432.1", "2130706431", "2147483648",
        "3232235521", "4294967296", "4294967295", "99999999999999999999", "0x80000000", "0x7effffff", "0x17f000001", "0x7g000001", "0177777777777777777777",
        "0200.0.0.1", "0176.0.0.1", "0277.0.0.1", "-127.0.0.1", "+127.0.0.1", "127..1", "127.0..1", ".127.0.0.1", "127.0.0.-1", "127,0,0,1", "::2", "::3", "1::", "1::1",
        "fe80::1", "fc00::1", "2001:db8::1", "2001:db8::7f00:1", "::ffff:128.0.0.1", "::ffff:126.255.255.255", "::ffff:8000:1", "::ffff:10.0.0.1", "::ffff:192.168.0.1",
        "::fffe:127.0.0.1", "::1:1", "::1:7f00:1", "1:0:0:0:0:0:0:1", "::128.0.0.1", "64:ff9b::8.8.8.8", ":::1", "[::1", "::g", "::ffff:127.0.0.256", "loopback",
        "127.0.0.1/8", "x.localhost.example", "%zz", "%", "12７.0.0.1.kr",
    ];

    private static readonly string[] ContainerHosts =
        ["host.docker.internal", "HOST.docker.internal.", "gateway.docker.internal", "kubernetes.docker.internal", "host.containers.internal", "host-gateway", "docker.for.mac.localhost"];

    public static TheoryData<string, LocalHostKind> Spellings
    {
        get
        {
            var data = new TheoryData<string, LocalHostKind>();
            foreach (var (hosts, kind) in new[]
            {
                (Loopback, LocalHostKind.Loopback), (Unspecified, LocalHostKind.Unspecified), (Elsewhere, LocalHostKind.Elsewhere), (ContainerHosts, LocalHostKind.ContainerHost),
                (["/var/run/postgresql", "%2Fvar%2Frun%2Fpostgresql", "@abstract"], LocalHostKind.LocalSocket),
            })
            {
                foreach (var host in hosts)
                {
                    data.Add(host, kind);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_spelling_is_told(string host, LocalHostKind kind) => Assert.Equal(kind, LoopbackHost.KindOf(host));

    [Fact]
    public void Random_addresses_are_told_in_every_spelling()
    {
        var random = new Random(20260114);
        for (var round = 0; round < 20_000; round++)
        {
            var first = random.Next(4) == 0 ? 127u : (uint)random.Next(1, 256);
            var address = (first << 24) | (uint)random.Next(1, 1 << 24);
            var spelled = Spell(address, random);

            Assert.True((first == 127) == (LoopbackHost.KindOf(spelled) == LocalHostKind.Loopback), $"{address:x8} as {spelled}");
        }
    }

    [Theory]
    [InlineData("redis://localhost:6379", true)]
    [InlineData("redis://user:p%40ss@[::1]:6379/0", true)]
    [InlineData("postgresql+asyncpg://localhost:secret@db:5432/shop", false)]
    [InlineData("postgresql://user:127.0.0.1@db/shop", false)]
    [InlineData("https://example.com@127.0.0.1/", true)]
    [InlineData("https://127.0.0.1@example.com/", false)]
    [InlineData("http://127.0.0.1#@example.com/", true)]
    [InlineData("http://127.0.0.1/@example.com", true)]
    [InlineData("http://example.com/127.0.0.1", false)]
    [InlineData("http://example.com/?next=http://localhost/", false)]
    [InlineData("postgresql://db1,localhost:5433/shop", true)]
    [InlineData("postgresql://db1:5432,db2:5433/shop", false)]
    [InlineData("postgresql:///shop?host=/var/run/postgresql", true)]
    [InlineData("postgresql://db/shop?host=127.0.0.1", true)]
    [InlineData("postgresql://db/shop?hostaddr=127.0.0.1", true)]
    [InlineData("postgresql://%2Fvar%2Frun%2Fpostgresql/shop", true)]
    [InlineData("jdbc:postgresql://localhost/shop?user=a&password=b", true)]
    [InlineData("jdbc:sqlserver://LOCALHOST:1433;databaseName=shop", true)]
    [InlineData("mongodb+srv://cluster.shop.test/shop", false)]
    [InlineData("unix:///var/run/redis.sock", true)]
    [InlineData("localhost:9092", true)]
    [InlineData("kafka1:9092,localhost:9092", true)]
    [InlineData("kafka1:9092,kafka2:9092", false)]
    [InlineData("[::1]:6379", true)]
    [InlineData("::1", true)]
    [InlineData("127.1/shop", true)]
    [InlineData("[\"https://shop.test\",\"http://localhost:3000\"]", true)]
    [InlineData("https://shop.test https://www.shop.test", false)]
    [InlineData("https://shop.test,http://127.0.0.1:3000", true)]
    [InlineData("user:p/a#ss@localhost", true)]
    [InlineData("redis://:p/a#ss@localhost:6379", true)]
    [InlineData("redis://:localhost/x@cache:6379", false)]
    [InlineData("sqlite:///localhost.db", false)]
    public void The_hosts_of_a_value_are_looked_at(string value, bool isLocal) => Assert.Equal(isLocal, Endpoints.LocalKinds(value).Count > 0);

    private static string Spell(uint address, Random random)
    {
        uint[] bytes = [address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255];
        return random.Next(8) switch
        {
            0 => $"{address}",
            1 => $"0x{address:x}",
            2 => "0" + Convert.ToString(address, 8),
            3 => $"::ffff:{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}",
            4 => $"[::ffff:{address >> 16:x}:{address & 0xffff:x}]",
            5 => $"{Part(bytes[0], random)}.{Part(address & 0xffffff, random)}",
            6 => $"{Part(bytes[0], random)}.{Part(bytes[1], random)}.{Part(address & 0xffff, random)}",
            _ => string.Join('.', bytes.Select(part => Part(part, random))),
        };
    }

    private static string Part(uint number, Random random) =>
        random.Next(3) switch { 0 => $"{number}", 1 => $"0x{number:X}", _ => "0" + Convert.ToString(number, 8) };
}
