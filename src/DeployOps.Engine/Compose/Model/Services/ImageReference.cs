namespace DeployOps.Engine.Compose.Model.Services;

/// <summary>The parts of an image's name. Source: distribution reference grammar, github.com/distribution/reference.</summary>
/// <param name="Repository">Registry and path, such as <c>docker.io/library/postgres</c> as far as written.</param>
/// <param name="Tag">The tag; <see langword="null"/> when there is none.</param>
/// <param name="Digest">The digest; <see langword="null"/> when there is none.</param>
public sealed record ImageReference(string Repository, string? Tag, string? Digest)
{
    /// <summary>The last part of the repository: <c>postgres</c> of <c>registry:5000/library/postgres</c>.</summary>
    public string ShortName => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>Reads an image's name.</summary>
    public static ImageReference Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : image[(at + 1)..];
        var name = at < 0 ? image : image[..at];

        // A colon before the last slash belongs to the registry's port.
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/')
            ? new ImageReference(name[..colon], name[(colon + 1)..], digest)
            : new ImageReference(name, null, digest);
    }

    /// <summary>Splits an image's template at the tag's colon; a colon inside <c>${…}</c> is none.</summary>
    public static (string Repository, string? Tag) SplitTemplate(string template)
    {
        var (depth, colon) = (0, -1);
        for (var index = 0; index < template.Length; index++)
        {
            switch (template[index])
            {
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
                case '/' when depth == 0:
                    colon = -1;
                    break;
                case ':' when depth == 0 && colon < 0:
                    colon = index;
                    break;
                case '@' when depth == 0:
                    return (template[..(colon < 0 ? index : colon)], colon < 0 ? null : template[(colon + 1)..index]);
            }
        }

        return colon < 0 ? (template, null) : (template[..colon], template[(colon + 1)..]);
    }
}
