namespace DeployOps.Engine.EnvFiles;

/// <summary>Turns offsets into lines and columns. It only walks forward, so a whole file costs one pass.</summary>
internal sealed class EnvTextLines
{
    private readonly string _text;
    private int _line = 1;
    private int _lineStart;
    private int _scanned;

    public EnvTextLines(string text, int start)
    {
        _text = text;
        _lineStart = start;
        _scanned = start;
    }

    /// <summary>The line and column of <paramref name="offset"/>, which must not lie before the last one asked for.</summary>
    public (int Line, int Column) At(int offset)
    {
        while (_scanned < offset)
        {
            var feed = _text.IndexOf('\n', _scanned, offset - _scanned);
            _scanned = feed < 0 ? offset : feed + 1;
            if (feed >= 0)
            {
                _line++;
                _lineStart = _scanned;
            }
        }

        return (_line, offset - _lineStart + 1);
    }
}
