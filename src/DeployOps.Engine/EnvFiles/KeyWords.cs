namespace DeployOps.Engine.EnvFiles;

/// <summary>Cuts the name of a setting into its words, as its writers mean them.</summary>
internal static class KeyWords
{
    /// <summary>
    /// The words: cut at <c>_ - . :</c>, where a small letter is followed by a capital one (<c>signingKey</c>), and before the last
    /// of several capitals (<c>APIKey</c>). <c>JwtSettings__SigningKey</c>, as .NET nests settings, has four.
    /// </summary>
    /// <param name="name">The name.</param>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index <= name.Length; index++)
        {
            if (index < name.Length && !IsSeparator(name[index]) && !BeginsWord(name, index))
            {
                continue;
            }

            if (index > start)
            {
                words.Add(name[start..index]);
            }

            start = index < name.Length && IsSeparator(name[index]) ? index + 1 : index;
        }

        return words;
    }

    private static bool IsSeparator(char character) => character is '_' or '-' or '.' or ':';

    private static bool BeginsWord(string name, int index) =>
        index > 0 && char.IsUpper(name[index])
        && (char.IsLower(name[index - 1]) || (char.IsUpper(name[index - 1]) && index + 1 < name.Length && char.IsLower(name[index + 1])));
}
