using System.Text;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Redaction.Escapes;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>Colours inside a secret hide it from nobody; those around it stay.</summary>
public sealed class EscapeTests
{
    private static readonly Redactor Sample = Redactor.Create(
        [new Secret("A", "normalSecret"), new Secret("B", "correct horse"), new Secret("PORT", "80"), new Secret("URL", "postgres://shop:s3cr3tPw@db/shop")]);

    private static readonly string Coloured = string.Join('\n',
        "\e[32minfo\e[0m normal\e[0mSecret \e[1mok\e[0m", "\e[1;31mnormalSecret\e[0m", "n\e[38;5;208mo\e[39mr\e[mm\e(B\e[mal\e]0;title\aSecret", "PORT=\e[1m80\e[0m PORT=\e[1m8080",
        "correct \e[4mhor\e[24mse", "postgres://other:p\e[1mw12\e[0mx@h", Convert.ToBase64String("x correct horse"u8).Insert(9, "\e[7m"), "\e[32mplain\e[0m \e", "normal\e[0");

    [Theory]
    [InlineData("normal\e[0mSecret", "***")]
    [InlineData("\e[1;31mnormalSecret\e[0m!", "\e[1;31m***\e[0m!")]
    [InlineData("\e[32minfo\e[0m see normal\e[1;38;5;208mSec\e[0mret \e[1mnow\e[0m", "\e[32minfo\e[0m see *** \e[1mnow\e[0m")]
    [InlineData("n\e[31mo\e[32mr\e[33mm\e[34ma\e[35ml\e[36mS\e[37me\e[31mc\e[32mr\e[33me\e[34mt\e[0m", "***\e[0m")]
    [InlineData("normal\e(B\e[mSecret", "***")]
    [InlineData("normal\e]8;;http://x\e\\Secret", "***")]
    [InlineData("normal\e]0;title\aSecret", "***")]
    [InlineData("PORT=\e[1m80\e[0m", "PORT=\e[1m***\e[0m")]
    [InlineData("Authorization: Bearer abc\e[1mdef.123", "Authorization: Bearer ***")]
    [InlineData("비밀 normal\e[0mSecret 끝", "비밀 *** 끝")]
    public void A_secret_with_colours_inside_is_masked(string text, string masked)
    {
        Assert.Equal(masked, Sample.Redact(text));
        Assert.Equal(masked, Streamed(text));
    }

    [Theory]
    [InlineData("\e[32mok\e[0m normal\e[0mSecure")]
    [InlineData("normal Secret \e[1m")]
    [InlineData("\e[31mnormal\e[0m and \e[1mSecret\e[0m")]
    [InlineData("\e")]
    [InlineData("\e[")]
    [InlineData("\e]0;never ended\nnext")]
    public void A_coloured_text_without_a_secret_stays(string text)
    {
        Assert.Same(text, Sample.Redact(text));
        Assert.Equal(text, Streamed(text));
    }

    [Fact]
    public void Every_split_and_flush_gives_what_the_whole_gives()
    {
        var bytes = Encoding.UTF8.GetBytes(Coloured);
        var whole = Sample.Redact(Coloured);
        Assert.DoesNotContain("horse", TerminalText.Plain(whole), StringComparison.Ordinal);
        for (var split = 0; split <= bytes.Length; split++)
        {
            foreach (var flush in new[] { false, true })
            {
                var target = new MemoryStream();
                using (var stream = new RedactingStream(Sample, target, leaveOpen: true))
                {
                    stream.Write(bytes, 0, split);
                    if (flush)
                    {
                        stream.Flush();
                    }

                    stream.Write(bytes, split, bytes.Length - split);
                }

                Assert.Equal(whole, Encoding.UTF8.GetString(target.ToArray()));
            }
        }
    }

    [Fact]
    public async Task A_secret_coloured_letter_by_letter_is_masked_wherever_a_piece_ends()
    {
        var secret = string.Concat("normalSecret".Select((letter, index) => $"\e[38;2;{index};100;200m{letter}\e[39m"));
        for (var before = RedactionWindow.ChunkSize - 400; before < RedactionWindow.ChunkSize + 40; before += 13)
        {
            var text = new string('.', before) + secret + new string('.', RedactionWindow.ChunkSize);
            var target = new MemoryStream();
            await Sample.CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), target);
            Assert.Contains(".\e[38;2;0;100;200m***\e[39m.", Encoding.UTF8.GetString(target.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Many_escapes_are_passed_soon_and_in_bounded_memory()
    {
        var clock = new ProcessorTime();
        var written = new CountingStream();
        using (var stream = new RedactingStream(Sample, written))
        {
            var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\e[1m\e]", 4_000)));
            for (var round = 0; round < 400; round++)
            {
                stream.Write(piece);
                stream.Flush();
            }

            Assert.InRange(written.Count, (400 - 80) * piece.Length, 400 * piece.Length);
        }

        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("\e[31ma\e[0mb", "ab")]
    [InlineData("a\e]8;;http://x\e\\b\e(Bc", "abc")]
    [InlineData("a\e]x never ended", "ax never ended")]
    [InlineData("a\e[12", "a")]
    public void Plain_text_has_no_escapes(string text, string plain) => Assert.Equal(plain, TerminalText.Plain(text));

    private static string Streamed(string text)
    {
        var target = new MemoryStream();
        using (var stream = new RedactingStream(Sample, target, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return Encoding.UTF8.GetString(target.ToArray());
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Count { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;
    }
}
