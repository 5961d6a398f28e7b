using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>The names of sets: the second in which they were begun, in UTC, and four random hexadecimal digits: <c>20261121T020000Z-4f2a</c>.</summary>
internal static class BackupId
{
    /// <summary>How many characters a part of a name must have to stand for it: the day.</summary>
    public const int ShortestPart = 8;

    private const int Length = 21;
    private const int DigitsAt = 17;
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new name.</summary>
    public static string New(DateTimeOffset now) =>
        $"{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";

    /// <summary>When the set of a name was begun; <see langword="null"/> when it is no name of a set.</summary>
    public static DateTimeOffset? TimeOf(string name) =>
        name.Length == Length && name[DigitsAt - 1] == '-' && IsLowerHexadecimal(name.AsSpan(DigitsAt))
        && DateTimeOffset.TryParseExact(
            name.AsSpan(0, DigitsAt - 1), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>Whether a text is made of hexadecimal digits as sets have them.</summary>
    public static bool IsLowerHexadecimal(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(HexadecimalDigits);

    /// <summary>The name of a set without what an unfinished folder has behind it.</summary>
    public static string OfFolder(string folderName) =>
        IsPartialFolder(folderName) ? folderName[..^BackupRepository.PartialExtension.Length] : folderName;

    /// <summary>Whether a folder says that its set is not finished.</summary>
    public static bool IsPartialFolder(string folderName) => folderName.EndsWith(BackupRepository.PartialExtension, StringComparison.Ordinal);
}
