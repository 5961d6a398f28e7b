using System.Text;

namespace DeployOps.Engine.Redaction.Forms;

/// <summary>Bytes to look for, and which of them to mask when they are found.</summary>
internal readonly struct SecretText
{
    private readonly byte[]? _bytes;

    private SecretText(string? text, byte[]? bytes, int maskStart, int maskLength)
    {
        Text = text;
        _bytes = bytes;
        MaskStart = maskStart;
        MaskLength = maskLength;
    }

    /// <summary>The text when it is masked wholly, or null: doubles are seen before any bytes are made.</summary>
    public string? Text { get; }

    /// <summary>The bytes to look for; made anew at each call for a text.</summary>
    public byte[] Bytes => _bytes ?? Encoding.UTF8.GetBytes(Text!);

    /// <summary>Where the masked part begins, in bytes.</summary>
    public int MaskStart { get; }

    /// <summary>How many bytes are masked.</summary>
    public int MaskLength { get; }

    /// <summary>A text which is masked wholly.</summary>
    /// <param name="text">The text; it is looked for in UTF-8.</param>
    public static implicit operator SecretText(string text) => new(text, null, 0, Encoding.UTF8.GetByteCount(text));

    /// <summary>Bytes which are masked wholly.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The bytes with a mask over all of them.</returns>
    public static SecretText Whole(byte[] bytes) => new(null, bytes, 0, bytes.Length);

    /// <summary>A text which is masked only where it stands between two others.</summary>
    /// <param name="before">What must stand before, and stays readable.</param>
    /// <param name="masked">What is masked.</param>
    /// <param name="after">What must stand after, and stays readable.</param>
    /// <returns>The joined bytes with a mask over the middle.</returns>
    public static SecretText Between(string before, string masked, string after)
    {
        var start = Encoding.UTF8.GetByteCount(before);
        return new SecretText(null, Encoding.UTF8.GetBytes(before + masked + after), start, Encoding.UTF8.GetByteCount(masked));
    }

    /// <summary>Tells the size, never the bytes.</summary>
    /// <returns>A text without a secret.</returns>
    public override string ToString() => $"a text, {MaskLength} bytes masked";
}
