using System.Text;

namespace DeployOps.Benchmarks.Hygiene;

/// <summary>Makes a tree that looks like source code: words, indentation, some addresses, and now and then a secret-looking name.</summary>
internal static class SourceTreeMaker
{
    private static readonly string[] Words =
        ["return", "public", "value", "index", "async", "request", "response", "user", "order", "item", "list", "count", "config", "logger", "session", "client", "token", "password", "handler", "result", "await", "error", "message", "name", "path", "default", "total", "price", "cart", "stock", "service", "queue", "project", "worker"];

    private static readonly string[] Extensions = [".py", ".ts", ".cs", ".json", ".yml", ".md", ".html", ".css"];

    public static void Make(string root, int files, int seed)
    {
        Parallel.For(0, files / 1000, block =>
        {
            var random = new Random(seed + block);
            var text = new StringBuilder();
            for (var file = 0; file < 1000; file++)
            {
                var folder = Path.Combine(root, $"part{block % 25}", $"module{block}", $"area{file % 10}");
                Directory.CreateDirectory(folder);
                Write(text.Clear(), random, SizeOf(random));
                File.WriteAllText(Path.Combine(folder, $"file{file}{Extensions[random.Next(Extensions.Length)]}"), text.ToString());
            }
        });
    }

    /// <summary>Most source files are small and a few are large: about 4 KiB on average.</summary>
    private static int SizeOf(Random random) => (int)(600 * Math.Exp(random.NextDouble() * 3.6));

    private static void Write(StringBuilder text, Random random, int size)
    {
        while (text.Length < size)
        {
            text.Append(' ', 4 * random.Next(4));
            for (var word = 2 + random.Next(8); word > 0; word--)
            {
                text.Append(Words[random.Next(Words.Length)]).Append(" .,;()=_:"[random.Next(9)]);
            }

            switch (random.Next(60))
            {
                case 0:
                    text.Append(" see https://docs.local/").Append(Words[random.Next(Words.Length)]);
                    break;
                case 1:
                    text.Append(" password = settings.password");
                    break;
                case 2:
                    text.Append(" 한글 주석입니다");
                    break;
            }

            text.Append('\n');
        }
    }
}
