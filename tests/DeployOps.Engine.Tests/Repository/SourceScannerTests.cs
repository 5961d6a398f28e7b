using System.Text;
using DeployOps.Engine.Repository.Scanning;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class SourceScannerTests
{
    private static readonly string Token = TokenSamples.All["github-token"].Hit;

    public static TheoryData<string, bool> Utf16 { get; } = new() { { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false } };

    [Theory]
    [MemberData(nameof(Utf16))]
    public void Utf16_is_read_with_and_without_its_mark(string encodingName, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        byte[] content = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"name = shop\r\nkey = {Token}\r\n")];
        Assert.Equal(2, Assert.Single(TokenRulesTests.Scan(content)).Line);
    }

    [Fact]
    public void Binary_is_passed_over() => Assert.Empty(TokenRulesTests.Scan([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, .. Encoding.ASCII.GetBytes(Token)]));

    [Fact]
    public void Korean_in_cp949_does_not_hide_what_stands_beside_it() =>
        Assert.Single(TokenRulesTests.Scan([0xBC, 0xB3, 0xC1, 0xA4, .. Encoding.ASCII.GetBytes($" = {Token}\n")]));

    [Fact]
    public void A_hit_names_the_place_and_never_the_text()
    {
        var hit = Assert.Single(TokenRulesTests.Scan($"a\nb {Token}\n"));
        Assert.Equal(("app/settings.py", 2), (hit.File, hit.Line));
        var shown = hit.ToString();
        Assert.DoesNotContain(Enumerable.Range(4, Token.Length - 8), start => shown.Contains(Token.Substring(start, 4), StringComparison.Ordinal));
        Assert.Matches("^[0-9a-f]{3}(-[0-9a-f]{3}){3}$", hit.Fingerprint);
    }

    [Fact]
    public void One_line_of_ten_million_characters_takes_no_time()
    {
        var text = new StringBuilder(10_000_000);
        while (text.Length < 10_000_000)
        {
            text.Append("token=password:secret://eyJ.eyJ.sk-ant-npm_AKIA");
        }

        text.Append(' ').Append(Token);
        Assert.Contains(TokenRulesTests.Scan(text.ToString()), hit => hit.Rule == "github-token");
    }

    [Fact]
    public void Ten_thousand_random_files_are_read_without_a_fault()
    {
        var random = new Random(20261120);
        string[] pieces = ["-----BEGIN ", "PRIVATE KEY-----", "password", "=", ":", "\"", "'", "\\n", "\n", "\r\n", "://", "@", "eyJ", ".", "ghp_", "AKIA", "\0", "\uFEFF", "한", " ", "xoxb-", "PuTTY-User-Key-File-2", "token: str = ", "|", "AccountKey=", "sk-ant-api03-"];
        var scanner = new SourceScanner(new SourceRules(TokenRules.All, [new ForbiddenRule("X", "x", @"^\s*print\s*\(", ["*"])]));
        for (var file = 0; file < 10_000; file++)
        {
            var content = new List<byte>();
            for (var piece = random.Next(60); piece > 0; piece--)
            {
                var bytes = new byte[random.Next(24)];
                random.NextBytes(bytes);
                content.AddRange(random.Next(3) == 0 ? bytes : Encoding.UTF8.GetBytes(random.Next(2) == 0 ? pieces[random.Next(pieces.Length)] : TokenSamples.Text(random.Next(60), seed: file)));
            }

            scanner.Scan("any/file.txt"u8, content.ToArray(), new List<SourceHit>());
        }
    }

    [Fact]
    public void All_anchors_are_found_where_a_plain_search_finds_them()
    {
        string[] anchors = ["abc", "bcd", "://", "ghp_", "password", "passw", "-----x", "aaa", "a_b", "zz."];
        var search = new AnchorSearch(anchors.Select((anchor, index) => (anchor, index)));
        var random = new Random(3);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(3) == 0 ? anchors[random.Next(anchors.Length)] : "aAbBcCzZ:/._-ghpX\0"[random.Next(17)].ToString()));
            text = random.Next(2) == 0 ? text.ToUpperInvariant() : text;
            var bytes = Encoding.ASCII.GetBytes(text);
            var found = new List<(int, int)>();
            for (var find = search.Find(bytes); find.MoveNext();)
            {
                found.Add((find.Start, find.Rule));
            }

            var expected = anchors.SelectMany((anchor, rule) => Enumerable.Range(0, bytes.Length)
                .Where(start => string.Compare(text, start, anchor, 0, anchor.Length, StringComparison.OrdinalIgnoreCase) == 0 && start + anchor.Length <= text.Length)
                .Select(start => (start, rule)));
            Assert.Equal(expected.Order(), found.Order());
        }
    }

    [Fact]
    public void Forbidden_patterns_are_named_by_line_in_the_files_they_are_for()
    {
        var rules = new SourceRules(TokenRules.All, [new ForbiddenRule("SRC", "no print", @"^\s*print\s*\(", ["neo4j_client.py"])]);
        var hits = new List<SourceHit>();
        var text = "import x\n\n\nprint(1)\r\n  print (2)\nlogger.print(3)\n# print(4)\n"u8;
        new SourceScanner(rules).Scan("backend/app/core/neo4j_client.py"u8, text, hits);
        new SourceScanner(rules).Scan("backend/app/core/other.py"u8, text, hits);
        Assert.Equal([4, 5], hits.Select(hit => hit.Line));
        Assert.All(hits, hit => Assert.Equal("backend/app/core/neo4j_client.py", hit.File));
    }
}
