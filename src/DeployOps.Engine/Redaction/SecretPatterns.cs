using DeployOps.Engine.Redaction.Forms;
using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction;

/// <summary>Turns secrets into the byte patterns to look for.</summary>
internal sealed class SecretPatterns
{
    private readonly SecretFormSet _forms;
    private readonly PatternSetBuilder _builder = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private SecretPatterns(SecretFormSet forms) => _forms = forms;

    /// <summary>Builds the patterns of some secrets.</summary>
    /// <param name="secrets">The secrets; an empty value and one made of stars are passed over.</param>
    /// <param name="forms">The forms to write them in.</param>
    /// <returns>The patterns.</returns>
    /// <exception cref="ArgumentException">A value is longer than <see cref="Redactor.LongestSecret"/>; its name is told.</exception>
    public static PatternSet Of(IEnumerable<Secret> secrets, SecretFormSet forms)
    {
        var patterns = new SecretPatterns(forms);
        foreach (var secret in secrets)
        {
            if (secret.Value.Length > Redactor.LongestSecret)
            {
                throw new ArgumentException(
                    $"The value of '{secret.Name}' has {secret.Value.Length} characters; at most {Redactor.LongestSecret} can be masked.",
                    nameof(secrets));
            }

            patterns.Add(secret);
        }

        return patterns._builder.Build();
    }

    private void Add(Secret secret)
    {
        if (secret.Value.Trim('*').Length == 0)
        {
            return;
        }

        var (urls, holdsOnlyUrls) = UrlSecret.AllFrom(secret.Value);
        foreach (var url in urls)
        {
            AddUrl(secret.Name, url);
        }

        if (urls.Count > 0 && holdsOnlyUrls && urls.All(url => url.HasCredentials))
        {
            return;
        }

        if (CommonValue.IsMaskedOnlyByKey(secret.Value))
        {
            AddKeyed(secret.Name, secret.Value);
        }
        else
        {
            AddAnywhere(secret.Value);
        }
    }

    private void AddKeyed(string name, string value)
    {
        foreach (var text in KeyedValue.Of(name, value))
        {
            _builder.Add(text, bounded: true);
        }
    }

    private void AddAnywhere(string value)
    {
        foreach (var shaped in _forms.ShapesOf(value))
        {
            // A line or a piece may be short or common where the whole is not.
            if (CommonValue.IsMaskedOnlyByKey(shaped) || !_known.Add(shaped))
            {
                continue;
            }

            _written.Clear();
            foreach (var text in _forms.Forms.SelectMany(form => form.Of(shaped)))
            {
                if (text.Text is null || _written.Add(text.Text))
                {
                    _builder.Add(text);
                }
            }
        }
    }

    private void AddUrl(string name, UrlSecret url)
    {
        foreach (var written in url.Parameters.Append(url.Password).OfType<string>())
        {
            AddUrlPart(name, written);
        }

        if (url.Password is null)
        {
            return;
        }

        foreach (var (user, password) in new[] { (url.User, url.Password), (Uri.UnescapeDataString(url.User), Uri.UnescapeDataString(url.Password)) })
        {
            // With its user in front even a common password can be told from the word: in a URL, and in Basic (RFC 7617).
            _builder.Add(SecretText.Between(user + ":", password, "@"), bounded: true);
            foreach (var text in new Base64Form().Of(user + ":" + password).Concat(new Base64UrlForm().Of(user + ":" + password)))
            {
                _builder.Add(text);
            }
        }
    }

    private void AddUrlPart(string name, string written)
    {
        foreach (var value in new[] { written, Uri.UnescapeDataString(written) }.Distinct(StringComparer.Ordinal))
        {
            if (!CommonValue.IsMaskedOnlyByKey(value))
            {
                AddAnywhere(value);
                continue;
            }

            AddKeyed(name, value);
            AddKeyed("password", value);
            AddKeyed("Password", value);
        }
    }
}
