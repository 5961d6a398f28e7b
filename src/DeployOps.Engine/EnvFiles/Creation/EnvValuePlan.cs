using System.Text;

namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>Decides the value of each missing key, and expands the given values.</summary>
internal sealed class EnvValuePlan
{
    private readonly EnvFileCreationOptions _options;
    private readonly Dictionary<string, EnvSampleKey> _sample;
    private readonly IReadOnlyDictionary<string, string> _existing;
    private readonly Dictionary<string, string> _settled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);

    public EnvValuePlan(EnvFileCreationOptions options, EnvSample sample, IReadOnlyDictionary<string, string> existing)
    {
        _options = options;
        _existing = existing;
        _sample = new Dictionary<string, EnvSampleKey>(StringComparer.Ordinal);
        foreach (var key in sample.Keys)
        {
            _sample[key.Key] = key;
        }

        foreach (var key in options.Values.Keys.Where(key => !_sample.ContainsKey(key) && !existing.ContainsKey(key)))
        {
            throw new EnvTemplateException(key, EnvTemplateReason.UnknownKey);
        }
    }

    /// <summary>Where the value of a key of the sample is to come from.</summary>
    public EnvValueOrigin OriginOf(EnvSampleKey key)
    {
        if (_options.Values.ContainsKey(key.Key))
        {
            return EnvValueOrigin.Template;
        }

        if (ProductionValues.For(key.Key) is not null)
        {
            return EnvValueOrigin.Fixed;
        }

        if (SecretKeyNames.IsSecret(key.Key))
        {
            // Whatever the sample has for a secret is known to everyone who can read the repository.
            return IssuedSecrets.IsIssuedElsewhere(key.Key) ? EnvValueOrigin.LeftEmpty : EnvValueOrigin.Generated;
        }

        return key.Default is { } text && !Placeholder.Is(text, isSecret: false) ? EnvValueOrigin.Sample : EnvValueOrigin.LeftEmpty;
    }

    /// <summary>The value of a key of the sample; worked out once.</summary>
    public string ValueOf(string key)
    {
        if (_settled.TryGetValue(key, out var settled))
        {
            return settled;
        }

        if (!_underWay.Add(key))
        {
            throw new EnvTemplateException(key, EnvTemplateReason.Circle);
        }

        var value = OriginOf(_sample[key]) switch
        {
            EnvValueOrigin.Template => Expand(key, _options.Values[key]),
            EnvValueOrigin.Fixed => ProductionValues.For(key)!,
            EnvValueOrigin.Generated => SecretGenerator.Create(_options.SecretLength),
            EnvValueOrigin.Sample => FromSample(_sample[key]),
            _ => string.Empty,
        };
        _underWay.Remove(key);
        return _settled[key] = value;
    }

    /// <summary>The sample's value as compose would read it, with the other keys as they end up.</summary>
    private string FromSample(EnvSampleKey key)
    {
        var statement = $"{key.Key}={key.Written}\n";
        var file = EnvFile.Parse(statement, name => _existing.TryGetValue(name, out var existing) ? existing
            : _sample.ContainsKey(name) ? ValueOf(name) : null);
        return file.Values[key.Key];
    }

    private string Expand(string key, string template)
    {
        var result = new StringBuilder(template.Length);
        var position = 0;
        while (true)
        {
            var start = template.IndexOf("${", position, StringComparison.Ordinal);
            var end = start < 0 ? -1 : template.IndexOf('}', start);
            if (end < 0)
            {
                return result.Append(template, position, template.Length - position).ToString();
            }

            var name = template[(start + 2)..end];
            if (!EnvKeys.IsWritable(name))
            {
                // Not a reference: a dollar of the value itself.
                result.Append(template, position, start + 2 - position);
                position = start + 2;
                continue;
            }

            result.Append(template, position, start - position).Append(Refer(key, name));
            position = end + 1;
        }
    }

    private string Refer(string key, string name)
    {
        if (_existing.TryGetValue(name, out var existing))
        {
            return existing;
        }

        return _sample.ContainsKey(name) ? ValueOf(name) : throw new EnvTemplateException(key, EnvTemplateReason.UnknownReference);
    }
}
