using System.Globalization;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What a stack is called that was found running: it must not go by the tag of a release whose images it does not have.</summary>
internal static class FoundTag
{
    /// <summary>The tag that most of its images carry, or one of its own when the journal knows that one already: <c>2026.11.21-by-hand</c>.</summary>
    public static string Of(JournalContent journal, IReadOnlyList<ReleaseImage> images)
    {
        var common = Common(journal, images);
        var taken = TagsOf(journal);
        var tag = common;
        for (var count = 1; taken.Contains(tag); count++)
        {
            tag = count == 1 ? $"{common}-by-hand" : string.Create(CultureInfo.InvariantCulture, $"{common}-by-hand-{count}");
        }

        return tag;
    }

    /// <summary>The tag that most of its images carry; of as many of each, one that the journal knows: the others were changed since.</summary>
    public static string Common(JournalContent journal, IReadOnlyList<ReleaseImage> images)
    {
        var known = TagsOf(journal);
        return StackLook.CommonTag(images.OrderByDescending(image => known.Contains(image.Reference[(image.Reference.LastIndexOf(':') + 1)..]))) ?? "untagged";
    }

    private static HashSet<string> TagsOf(JournalContent journal) => journal.Operations.Select(operation => operation.Tag).ToHashSet(StringComparer.Ordinal);
}
