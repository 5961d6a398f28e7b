using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Redaction.Matching;
using DeployOps.Engine.Redaction.Written;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>
/// Masks the values of a resolved compose file: what stands under a secret's name, what follows an option that takes a secret, and
/// every known secret in any form. A URL with a password keeps host, port and database.
/// </summary>
internal sealed partial class ComposeMasker(Redactor redactor)
{
    /// <summary>How many values were masked.</summary>
    public int Masked { get; private set; }

    /// <summary>Masks a text.</summary>
    public string Redact(string text) => redactor.Redact(text);

    /// <summary>Masks a mapping and everything below.</summary>
    public ComposeMapping Mask(ComposeMapping mapping) => new(
        mapping.Source,
        [.. mapping.Entries.Select(entry => entry with { Value = Mask(entry.Value, entry.Key, isFree: entry.Key.StartsWith("x-", StringComparison.Ordinal)) })]);

    // In an x- block names mean what the author wants, so a secret's name holds for all that is below it. Elsewhere a mapping's name
    // may be that of a service, such as "auth".
    private ComposeMapping MaskFree(ComposeMapping mapping, bool isSecret) => new(
        mapping.Source,
        [
            .. mapping.Entries.Select(entry => entry with
            {
                Value = Mask(entry.Value, isSecret || IsSecretName(entry.Key) ? "PASSWORD" : entry.Key, isFree: true),
            }),
        ]);

    /// <summary>The values that stand under a secret's name, to be masked wherever else they stand.</summary>
    public static IEnumerable<Secret> SecretsIn(ComposeNode node) => SecretsIn(node, "");

    private static IEnumerable<Secret> SecretsIn(ComposeNode node, string name) => node switch
    {
        ComposeMapping mapping => mapping.Entries.SelectMany(entry =>
            entry.Value is ComposeScalar { IsNull: false } value && IsSecretName(entry.Key) ? Secrets(entry.Key, value.Text) : SecretsIn(entry.Value, entry.Key)),
        ComposeSequence sequence => sequence.Items.SelectMany((item, index) => SecretsIn(item, IsForShell(sequence, index) ? "command" : "")),
        ComposeScalar scalar when SplitPair(scalar.Text, isForShell: name is "command" or "entrypoint" or "test") is { } pair => Secrets(pair.Name, pair.Value),
        _ => [],
    };

    private static IEnumerable<Secret> Secrets(string name, string value) =>
        value.Length is > 0 and <= Redactor.LongestSecret ? [new Secret(name, value)] : [];

    private ComposeNode Mask(ComposeNode node, string name, bool isFree = false) => node switch
    {
        ComposeMapping mapping => isFree ? MaskFree(mapping, name == "PASSWORD") : Mask(mapping),
        ComposeSequence sequence when isFree && IsSecretName(name) => new ComposeSequence(sequence.Source, [.. sequence.Items.Select(item => Mask(item, "PASSWORD", isFree))]),
        ComposeSequence sequence => MaskList(sequence, isFree),
        ComposeScalar { IsNull: false } scalar => MaskValue(scalar, name),
        _ => node,
    };

    private ComposeSequence MaskList(ComposeSequence sequence, bool isFree)
    {
        var items = new List<ComposeNode>(sequence.Items.Count);
        var option = "";
        var handed = ProgramSecrets.Find([.. sequence.Items.Select(item => item is ComposeScalar { IsNull: false } word ? word.Text : "")]).ToLookup(found => found.Word, found => found.Span);
        foreach (var item in sequence.Items)
        {
            // "--requirepass", "value": the option names what the next item is; "-p", "value" needs the program's name as well.
            items.Add(item is ComposeScalar scalar && SplitPair(scalar.Text, IsForShell(sequence, items.Count)) is { } pair
                ? Replace(scalar, $"{pair.Name}={Hide(pair.Value)}")
                : item is ComposeScalar word && handed.Contains(items.Count) ? MaskWord(word, handed[items.Count], option) : Mask(item, option, isFree));
            option = item is ComposeScalar next && (SecretArguments.IsHiddenOption(next.Text) || (next.Text == "-a" && sequence.Items[0] is ComposeScalar { Text: "redis-cli" or "valkey-cli" or "CMD" })) ? "PASSWORD" : "";
        }

        return new ComposeSequence(sequence.Source, items);
    }

    private ComposeScalar MaskWord(ComposeScalar word, IEnumerable<MatchSpan> spans, string option)
    {
        var text = spans.OrderByDescending(span => span.Start)
            .Aggregate(word.Text, (current, span) => string.Concat(current.AsSpan(0, span.Start), Redactor.Mask, current.AsSpan(Math.Min(span.End, current.Length))));
        return Replace(word, IsSecretName(option) ? Hide(word.Text) : redactor.Redact(text));
    }

    private ComposeScalar MaskValue(ComposeScalar scalar, string name)
    {
        var text = IsSecretName(name) ? Hide(scalar.Text) : redactor.Redact(WrittenSecrets.Mask(SecretArguments.Mask(scalar.Text), IsSecretName));
        return Replace(scalar, text);
    }

    private ComposeScalar Replace(ComposeScalar scalar, string text)
    {
        if (text == scalar.Text)
        {
            return scalar;
        }

        Masked++;
        return new ComposeScalar(scalar.Source, ComposeScalarKind.Text, text, text) { IsPlain = scalar.IsPlain };
    }

    /// <summary>All of a value but the readable parts of a URL.</summary>
    private string Hide(string value)
    {
        if (value.Length == 0)
        {
            return value;
        }

        var masked = redactor.Redact(value);
        return value.Contains("://", StringComparison.Ordinal) && masked != value && masked.Contains("://", StringComparison.Ordinal) ? masked : Redactor.Mask;
    }

    // "PGPASSWORD=x psql -c 'select 1'" for a shell: the value ends with its word, and what follows it is a command that everybody may read.
    private static (string Name, string Value)? SplitPair(string text, bool isForShell)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var isCommandLine = isForShell && !text.StartsWith('-') && text.Any(char.IsWhiteSpace);
        return equals > 0 && IsSecretName(text[..equals]) && !isCommandLine ? (text[..equals], text[(equals + 1)..]) : null;
    }

    // Without a shell each item of a list is one argument, and all of it is the value.
    private static bool IsForShell(ComposeSequence sequence, int index) =>
        index > 0 && sequence.Items[index - 1] is ComposeScalar before && (before.Text == "CMD-SHELL" || ShellOption().IsMatch(before.Text));

    [GeneratedRegex("^-[a-z]*c$", RegexOptions.CultureInvariant)]
    private static partial Regex ShellOption();

    /// <summary>A name such as <c>DB_PASSWORD</c>, a label such as <c>app.token</c>, an option such as <c>--password</c>.</summary>
    private static bool IsSecretName(string name) => name is not ("secrets" or "secret") && SecretKeyNames.MayBeSecret(name.TrimStart('-'));
}
