using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>Reads the YAML of a compose file from parser events: positions kept, limits held, no reflection.</summary>
internal sealed class ComposeYamlReader
{
    private const string TagPrefix = "tag:yaml.org,2002:";
    private readonly Parser _parser;
    private readonly ComposeFile _file;
    private readonly Func<string, SourceLine, string> _expand;
    private readonly Dictionary<string, ComposeNode?> _anchors = new(StringComparer.Ordinal);

    private long _entries;

    private ComposeYamlReader(string text, ComposeFile file, Func<string, SourceLine, string> expand)
    {
        // Go's reader skips one byte order mark, and so does this one.
        _parser = new Parser(new Scanner(new StringReader(text.StartsWith('\uFEFF') ? text[1..] : text), skipComments: true));
        _file = file;
        _expand = expand;
    }

    /// <summary>The documents of a file, in order; most have one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Where it comes from.</param>
    /// <param name="expand">Puts variables into a value.</param>
    /// <exception cref="ComposeFormatException">It is not YAML, or beyond the limits.</exception>
    public static IReadOnlyList<ComposeNode> Read(string text, ComposeFile file, Func<string, SourceLine, string> expand)
    {
        var reader = new ComposeYamlReader(text, file, expand);
        try
        {
            return reader.ReadDocuments();
        }
        catch (YamlException failure)
        {
            // The parser's own message can quote the text: only the place is taken from it.
            throw reader.Refusal(text, (int)failure.Start.Line, (int)failure.End.Line);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // On some garbage the parser stumbles over itself instead of saying what is wrong.
            var line = (int)(reader._parser.Current?.End.Line ?? 1);
            throw reader.Refusal(text, line, line);
        }
    }

    /// <summary>The parser may stop a line before the tab that confused it.</summary>
    private ComposeFormatException Refusal(string text, int first, int last)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(1, first); line <= Math.Min(last + 1, lines.Length); line++)
        {
            if (lines[line - 1].TrimStart(' ').StartsWith('\t'))
            {
                return new ComposeFormatException(ComposeFormatReason.TabIndentation, _file.Path, line);
            }
        }

        return new ComposeFormatException(ComposeFormatReason.NotYaml, _file.Path, Math.Max(1, first));
    }

    private List<ComposeNode> ReadDocuments()
    {
        var documents = new List<ComposeNode>();
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            documents.Add(Build(_parser.Current!, depth: 0));
            _parser.MoveNext();
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private ComposeNode Build(ParsingEvent current, int depth)
    {
        var place = Place(current);
        if (depth > ComposeLimits.DeepestNesting)
        {
            throw ComposeFormatException.At(ComposeFormatReason.TooDeep, place);
        }

        if (current is AnchorAlias alias)
        {
            var node = _anchors.GetValueOrDefault(alias.Value.Value) ?? throw ComposeFormatException.At(ComposeFormatReason.BadAlias, place);
            return node;
        }

        var anchor = ((NodeEvent)current).Anchor;
        if (!anchor.IsEmpty)
        {
            // Known but not there yet, so that an alias to itself is refused.
            _anchors[anchor.Value] = null;
        }

        ComposeNode built = current switch
        {
            Scalar scalar => BuildScalar(scalar, place),
            MappingStart mapping => BuildMapping(mapping, place, depth),
            SequenceStart sequence => BuildSequence(sequence, place, depth),
            _ => throw ComposeFormatException.At(ComposeFormatReason.NotYaml, place),
        };
        if (built.Weight > ComposeLimits.MostNodes)
        {
            throw ComposeFormatException.At(ComposeFormatReason.TooManyNodes, place);
        }

        if (built.Depth > ComposeLimits.DeepestNesting)
        {
            throw ComposeFormatException.At(ComposeFormatReason.TooDeep, place);
        }

        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = built;
        }

        return built;
    }

    private ComposeScalar BuildScalar(Scalar scalar, SourceLine place)
    {
        var merge = MergeTag(scalar.Tag);
        if (merge == ComposeMergeTag.Reset)
        {
            return new ComposeScalar(place, ComposeScalarKind.Null, "", "", merge);
        }

        var isPlain = scalar.Style == ScalarStyle.Plain;
        var tag = scalar.Tag.IsEmpty || merge != ComposeMergeTag.None ? "" : scalar.Tag.Value.Replace(TagPrefix, "", StringComparison.Ordinal);
        var (kind, text) = isPlain && tag != "str" ? ComposeScalarResolver.Resolve(scalar.Value) : (ComposeScalarKind.Text, scalar.Value);
        if (kind == ComposeScalarKind.Text)
        {
            text = _expand(scalar.Value, place);
        }

        return new ComposeScalar(place, kind, scalar.Value, text, merge) { IsPlain = isPlain };
    }

    private ComposeSequence BuildSequence(SequenceStart start, SourceLine place, int depth)
    {
        var items = new List<ComposeNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            var item = Build(_parser.Current!, depth + 1);
            if (item.Tag != ComposeMergeTag.Reset)
            {
                items.Add(item);
            }
        }

        return new ComposeSequence(place, items, MergeTag(start.Tag));
    }

    private ComposeMapping BuildMapping(MappingStart start, SourceLine place, int depth)
    {
        var entries = new ComposeMappingBuilder();
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
            {
                throw ComposeFormatException.At(ComposeFormatReason.KeyNotText, Place(_parser.Current!));
            }

            var keyPlace = Place(key);
            var isPlain = key.Style == ScalarStyle.Plain && key.Tag.IsEmpty;
            var isMerge = isPlain && key.Value == "<<";
            if (isPlain && !isMerge && ComposeScalarResolver.Resolve(key.Value).Kind != ComposeScalarKind.Text)
            {
                throw ComposeFormatException.At(ComposeFormatReason.KeyNotText, keyPlace);
            }

            if (!key.Anchor.IsEmpty)
            {
                _anchors[key.Anchor.Value] = new ComposeScalar(keyPlace, ComposeScalarKind.Text, key.Value, key.Value);
            }

            _parser.MoveNext();
            var value = Build(_parser.Current!, depth + 1);
            if (isMerge)
            {
                entries.Merge(value);
            }
            else
            {
                entries.Add(new ComposeEntry(key.Value, keyPlace, value));
            }
        }

        var built = entries.Build();
        _entries += built.Count;
        return _entries > ComposeLimits.MostNodes
            ? throw ComposeFormatException.At(ComposeFormatReason.TooManyNodes, place)
            : new ComposeMapping(place, built, MergeTag(start.Tag));
    }

    private SourceLine Place(ParsingEvent current) => new(_file, (int)Math.Max(1, current.Start.Line));

    private static ComposeMergeTag MergeTag(TagName tag) => tag.IsEmpty
        ? ComposeMergeTag.None
        : tag.Value switch
        {
            "!reset" => ComposeMergeTag.Reset,
            "!override" => ComposeMergeTag.Override,
            _ => ComposeMergeTag.None,
        };
}
