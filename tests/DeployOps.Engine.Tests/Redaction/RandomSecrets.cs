using System.Text.Json;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>Random values of the kinds people and generators use, and of kinds nobody should.</summary>
internal sealed class RandomSecrets(int seed)
{
    private static readonly string[][] Alphabets =
    [
        [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".Select(c => c.ToString())],
        [.. "abcXYZ019!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"\\ ".Select(c => c.ToString())],
        [.. "pass한글비밀번호암호é€ßñ&%$'\"".Select(c => c.ToString()), "😀", "🔑", "\u2028", "\u00a0", "\u007f"],
        [.. "ab$cD_1 \t\n\r\0\a\b\v\f\u001b\u0001\u001f'\"\\/".Select(c => c.ToString())],
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        while (true)
        {
            var value = _random.Next(14) switch
            {
                0 => Text(4, 20) + "$" + Word(5, 12) + Text(0, 20),
                1 => Text(4, 24) + "\n" + Text(4, 24) + "\r\n" + Text(0, 8),
                2 => "Host=db;Username=shop;Password=" + Word(6, 30) + ";Port=5432",
                3 => "  " + Text(4, 40) + "\t",
                4 => string.Join(_random.Next(2) == 0 ? "," : ";", Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Word(8, 24))),
                5 => JsonSerializer.Serialize(Enumerable.Range(0, _random.Next(1, 4)).ToDictionary(number => "k" + number, _ => Text(8, 24))),
                _ => Text(4, 64),
            };
            if (!CommonValue.IsMaskedOnlyByKey(value) && UrlSecret.From(value) is null && value.Trim('*').Length > 0)
            {
                return value;
            }
        }
    }

    public string Text(int shortest, int longest)
    {
        var alphabet = Alphabets[_random.Next(Alphabets.Length)];
        return string.Concat(Enumerable.Range(0, _random.Next(shortest, longest + 1)).Select(_ => alphabet[_random.Next(alphabet.Length)]));
    }

    private string Word(int shortest, int longest) =>
        string.Concat(Enumerable.Range(0, _random.Next(shortest, longest + 1)).Select(_ => Alphabets[0][_random.Next(52)]));
}
