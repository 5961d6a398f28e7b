using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations.Content;

/// <summary>
/// What the containers of a release are given beside their images: files of the host, configs, secrets, volumes and networks with names of
/// their own. Compose replaces no container when that alone changed, so each service gets a label that changes with it. What it says is
/// what is there now; a release that is gone back to names the copies that were kept of its files.
/// </summary>
internal sealed class GivenContent
{
    /// <summary>The label.</summary>
    public const string Label = "deployops.content";

    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _partial = new(StringComparer.Ordinal);
    private readonly bool _isKnown;

    private GivenContent(bool isKnown) => _isKnown = isKnown;

    /// <summary>Nothing could be looked at.</summary>
    public static GivenContent Unknown { get; } = new(isKnown: false);

    /// <summary>The label's value by service, for those that are given something.</summary>
    public IReadOnlyDictionary<string, string> Labels => _labels;

    /// <summary>Whether a service may be given something that changed without its label: a folder, or a file that was not looked into.</summary>
    public bool MayHaveChanged(string service) => !_isKnown || _partial.Contains(service);

    /// <summary>Looks at it.</summary>
    /// <param name="plan">The release.</param>
    /// <param name="key">The key of the hashes.</param>
    /// <param name="lookup">The variables that secrets and configs are taken from.</param>
    public static GivenContent Of(ComposePlan plan, byte[] key, Func<string, string?> lookup)
    {
        var given = new GivenContent(isKnown: true);
        var hash = new ContentHash(key, lookup);
        foreach (var service in plan.Services.Select(service => service.Name))
        {
            var (value, isPartial) = hash.Of(plan.ContentOf(service));
            if (value is not null)
            {
                given._labels[service] = value;
            }

            if (isPartial)
            {
                given._partial.Add(service);
            }
        }

        return given;
    }

    /// <summary>Looks at what a release is given as it lies on the machine now.</summary>
    public static GivenContent Of(ReleaseSession session, StackRelease release, ComposePlan plan)
    {
        var inputs = new Lazy<Func<string, string?>>(() => session.Inputs(tag: null).Lookup);
        try
        {
            return Of(plan, ContentKey.Of(session.Project), name => release.Target.Environment.TryGetValue(name, out var value) ? value : inputs.Value(name));
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            // Nothing of this may stand in the way of going back: containers that have the label are replaced then.
            session.Output.Say($"What the services are given beside their images could not be looked at: {FailureTexts.Of(failure, session.Redact)}");
            return Unknown;
        }
    }

    /// <summary>Lays the labels over what compose is told.</summary>
    public ComposeTarget LayOver(ComposeTarget target, OperationFolder folder)
    {
        if (_labels.Count == 0)
        {
            return target;
        }

        OperationFolder.Write(folder.Content, Encoding.UTF8.GetBytes(Text()));
        return target with { Files = [.. target.Files, folder.Content] };
    }

    private string Text() =>
        "# A keyed hash of what each service is given beside its image. Made by DeployOps; laid over the compose files, which stay as they are.\nservices:\n"
        + string.Concat(_labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"  \"{pair.Key}\":\n    labels:\n      {Label}: \"{pair.Value}\"\n"));
}
