namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A variable as a template names it.</summary>
/// <param name="Name">
/// Its name. Without braces it may be a piece of a literal value with a dollar in it: see <paramref name="IsBraced"/> before it is shown.
/// </param>
/// <param name="IsBraced">Whether it stands in braces, which only somebody who means a variable writes.</param>
/// <param name="Operator">The operator behind the name, such as <c>:-</c>, or an empty text.</param>
/// <param name="Argument">What follows the operator: a default, a replacement or a message. It may be secret.</param>
public sealed record ComposeTemplateVariable(string Name, bool IsBraced, string Operator, string Argument)
{
    /// <summary>Whether it is given a default that is not empty.</summary>
    public bool HasDefault => Operator is ":-" or "-" && Argument.Length > 0;

    /// <summary>Whether compose refuses to go on without a value.</summary>
    public bool IsRequired => Operator is ":?" or "?";

    /// <summary>The name alone: the argument may be secret.</summary>
    public override string ToString() => Name;
}

/// <summary>Looks at a value before variables are put in. Source: compose specification, 12-interpolation.</summary>
public static class ComposeTemplate
{
    /// <summary>The variables a template names, those inside a default included, in order.</summary>
    /// <param name="template">The text as written.</param>
    public static IEnumerable<ComposeTemplateVariable> Variables(string template)
    {
        // Pending texts instead of recursion: a default inside a default inside a default may be deep.
        var pending = new Stack<string>();
        pending.Push(template);
        while (pending.TryPop(out var text))
        {
            for (var dollar = text.IndexOf('$', StringComparison.Ordinal); dollar >= 0 && dollar + 1 < text.Length;)
            {
                var next = dollar + 1;
                var end = next;
                if (text[next] == '$')
                {
                    end = next + 1;
                }
                else if (text[next] == '{' && ReadBraced(text, next) is { } braced)
                {
                    end = braced.End;
                    if (braced.Variable.Argument.Contains('$', StringComparison.Ordinal))
                    {
                        pending.Push(braced.Variable.Argument);
                    }

                    yield return braced.Variable;
                }
                else if (IsNameStart(text[next]))
                {
                    end = NameEnd(text, next);
                    yield return new ComposeTemplateVariable(text[next..end], IsBraced: false, "", "");
                }

                dollar = end < text.Length ? text.IndexOf('$', end) : -1;
            }
        }
    }

    private static (ComposeTemplateVariable Variable, int End)? ReadBraced(string text, int brace)
    {
        var start = brace + 1;
        if (start >= text.Length || !IsNameStart(text[start]))
        {
            return null;
        }

        var nameEnd = NameEnd(text, start);
        var name = text[start..nameEnd];
        var operatorEnd = nameEnd;
        while (operatorEnd < text.Length && operatorEnd - nameEnd < 2 && text[operatorEnd] is ':' or '-' or '+' or '?')
        {
            operatorEnd++;
            if (text[operatorEnd - 1] != ':')
            {
                break;
            }
        }

        var depth = 1;
        for (var at = operatorEnd; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return (new ComposeTemplateVariable(name, IsBraced: true, text[nameEnd..operatorEnd], text[operatorEnd..at]), at + 1);
            }
        }

        return null;
    }

    private static int NameEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }

    private static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character == '_';
}
