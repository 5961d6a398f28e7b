using System.Text;
using DeployOps.Engine.Repository.Scanning;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class TokenRulesTests
{
    private static readonly SourceRules Rules = new(TokenRules.All);

    public static TheoryData<string> Ids { get; } = [.. TokenRules.All.Select(rule => rule.Id).Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_token_is_found_wherever_it_stands(string id)
    {
        var token = TokenSamples.All[id].Hit;
        foreach (var text in new[] { token, $"x = '{token}'", $"\r\nfirst\r\n  {token}\r\n", $"한글: {token}\n", new string('x', 70_000) + " " + token, $"{token}\n{new string('y', 70_000)}" })
        {
            Assert.Contains(Scan(text), hit => hit.Rule == id && hit.Line == text[..text.IndexOf(token, StringComparison.Ordinal)].Count(character => character == '\n') + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_only_nearly_is_a_token_raises_nothing(string id) =>
        Assert.DoesNotContain(Scan(TokenSamples.All[id].NearMiss), hit => hit.Rule == id);

    [Fact]
    public void Every_rule_has_an_identifier_of_its_own_and_anchors_in_lower_case()
    {
        Assert.Equal(TokenRules.All.Count - 1, TokenRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(TokenRules.All.SelectMany(rule => rule.Anchors), anchor => Assert.True(anchor.Length >= 3 && !anchor.Any(char.IsUpper), anchor));
    }

    [Theory]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("ENCRYPTED PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("PGP PRIVATE KEY BLOCK")]
    public void All_kinds_of_private_keys_are_found(string label)
    {
        var key = TokenSamples.PrivateKey(label);
        Assert.Single(Scan(key), hit => hit.Rule == "private-key");
        Assert.Single(Scan(key.Replace("\n", "\r\n", StringComparison.Ordinal)), hit => hit.Rule == "private-key");
        Assert.Single(Scan($"key = \"{key.Replace("\n", "\\n", StringComparison.Ordinal)}\""), hit => hit.Rule == "private-key");
        Assert.Single(Scan(key.Replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n", StringComparison.Ordinal)), hit => hit.Rule == "private-key");
        Assert.Single(Scan("key: |\n" + key.Replace("\n", "\n    ", StringComparison.Ordinal)), hit => hit.Rule == "private-key");
    }

    [Fact]
    public void A_public_key_or_certificate_raises_nothing() =>
        Assert.Empty(Scan(TokenSamples.PrivateKey("CERTIFICATE") + TokenSamples.PrivateKey("PUBLIC KEY") + "ssh-rsa " + TokenSamples.Text(300)));

    [Theory]
    [InlineData("redis://:{0}@cache.shop.kr:6379/0", true)]
    [InlineData("amqp://user:{0}@10.1.2.3", true)]
    [InlineData("https://deploy:{0}@git.shop.kr/x.git", true)]
    [InlineData("postgres://shop:{0}@localhost/shop", false)]
    [InlineData("postgres://shop:{0}@127.0.0.1:5432/shop", false)]
    [InlineData("postgres://shop:{0}@db.example.com/shop", false)]
    [InlineData("https://shop.kr/path:{0}@x", false)]
    [InlineData("http://[::1]:{0}", false)]
    public void A_password_in_a_url_counts_for_other_hosts_than_this_one(string form, bool found) =>
        Assert.Equal(found, Scan(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, TokenSamples.Mixed(12))).Any(hit => hit.Rule == "url-password"));

    [Theory]
    [InlineData("postgres://shop:password@db/shop")]
    [InlineData("postgres://shop:shop@db/shop")]
    [InlineData("postgres://shop:<password>@db/shop")]
    [InlineData("postgres://shop:$DB_PASSWORD@db/shop")]
    [InlineData("postgres://shop:{password}@db/shop")]
    [InlineData("postgres://shop:%s@db/shop")]
    [InlineData("postgres://shop:%(password)s@db/shop")]
    [InlineData("postgres://shop:change_me_in_env@db/shop")]
    [InlineData("postgres://shop:강력한-비밀번호@db/shop")]
    [InlineData("postgres://shop:***@db/shop")]
    [InlineData("postgres://shop:@db/shop")]
    public void A_password_that_stands_in_for_one_raises_nothing(string url) => Assert.Empty(Scan(url));

    [Fact]
    public void A_made_up_password_in_a_test_counts_only_for_a_public_host()
    {
        string Url(string host) => "postgres" + "://shop:" + TokenSamples.Mixed(12) + "@" + host + "/shop";
        Assert.NotEmpty(Scan(Url("db"), "app/settings.py"));
        Assert.Empty(Scan(Url("db"), "tests/settings.py"));
        Assert.Empty(Scan(Url("db.internal"), "tests/settings.py"));
        Assert.NotEmpty(Scan(Url("db.shop.kr"), "tests/settings.py"));
        Assert.Single(Scan(Url("db.shop.kr"), "app/settings.py"));
    }

    internal static List<SourceHit> Scan(string text, string name = "app/settings.py") => Scan(Encoding.UTF8.GetBytes(text), name);

    internal static List<SourceHit> Scan(byte[] content, string name = "app/settings.py")
    {
        var hits = new List<SourceHit>();
        new SourceScanner(Rules).Scan(Encoding.UTF8.GetBytes(name), content, hits);
        return hits;
    }
}
