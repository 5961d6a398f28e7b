using System.Text;
using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Bytes to text, and several files together.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");

    public static TheoryData<byte[], EnvFileEncoding, int> BadFiles() => new()
    {
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("A=1")], EnvFileEncoding.Utf16LittleEndian, 1 },
        { [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("A=1")], EnvFileEncoding.Utf16BigEndian, 1 },
        { Encoding.Unicode.GetBytes("A=1\nB=2\n"), EnvFileEncoding.Utf16LittleEndian, 1 },
        { Encoding.BigEndianUnicode.GetBytes("A=1\nB=2\n"), EnvFileEncoding.Utf16BigEndian, 1 },
        { [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], EnvFileEncoding.Utf32, 1 },
        { CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes("A=1\n# 비밀번호를 바꾸세요\nB=2\n"), EnvFileEncoding.Cp949, 2 },
        { Encoding.Latin1.GetBytes("A=1\nB=2\n# Geheimtür, café\n"), EnvFileEncoding.Latin1, 3 },
        { [.. Encoding.UTF8.GetBytes("# 한글 한글\nA="), 0xED, 0x95, .. "\n"u8], EnvFileEncoding.DamagedUtf8, 2 },
        { "A=1\nB=x\0y\n"u8.ToArray(), EnvFileEncoding.Utf8WithNul, 2 },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_not_utf8_is_named_with_its_line_and_likely_encoding(byte[] content, EnvFileEncoding likely, int line)
    {
        var exception = Assert.Throws<EnvFileEncodingException>(() => EnvFile.Load(Write("a.env", content), _ => null));

        Assert.Equal((likely, line), (exception.LikelyEncoding, exception.Line));
        Assert.Contains("a.env", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_directory_and_a_huge_file_are_named()
    {
        Assert.Throws<EnvFileMissingException>(() => EnvFile.Load(Path.Combine(_folder.FullName, "none", "x"), _ => null));
        Assert.True(Assert.Throws<EnvFileMissingException>(() => EnvFile.Load(_folder.FullName, _ => null)).IsDirectory);
        Assert.Throws<EnvFileTooLargeException>(() => EnvFile.Load(Write("big.env", new byte[EnvFileReader.LargestFile + 1]), _ => null));
    }

    [Fact]
    public void A_bad_line_is_named_with_its_file()
    {
        var path = Write("a.env", "A=1\nB='"u8.ToArray());

        Assert.Equal(path, Assert.Throws<EnvFileFormatException>(() => EnvFile.Load(path, _ => null)).Path);
        Assert.Equal(path, Assert.Throws<EnvFileFormatException>(() => EnvFileSet.Load([path], _ => null)).Path);
    }

    [Fact]
    public void Later_files_override_and_see_earlier_ones_first()
    {
        var set = EnvFileSet.Parse([("1", "A=one\nB=b\n"), ("2", "A=two\nC=$A$B\n")], name => name == "B" ? "outer" : null);

        Assert.Equal("two", set.Values["A"]);

        // The earlier file is part of the look-up, and that comes before the own keys.
        Assert.Equal("oneouter", set.Values["C"]);
        Assert.Equal(["B"], set.ShadowedKeys);
        Assert.Equal("outer", set.Lookup("B"));
        Assert.Null(set.Lookup("UNSET"));
    }

    [Theory]
    [InlineData("=x\n", EnvFileFormatReason.EmptyKey)]
    [InlineData("A=\"\\0000\"\n", EnvFileFormatReason.NulInValue)]
    [InlineData("A=1\nB=${A:?}\nA=\n", EnvFileFormatReason.RequiredVariableMissing)]
    public void What_only_fails_as_project_file_is_refused_there_only(string text, EnvFileFormatReason reason)
    {
        _ = EnvFile.Parse(text, _ => null);

        Assert.Equal(reason, Assert.Throws<EnvFileFormatException>(() => EnvFileSet.Parse([("1", text)], _ => null)).Reason);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
