namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>An error in a log: one line, or a stack trace with what belongs to it. It is masked.</summary>
/// <param name="Time">When its first line was written.</param>
/// <param name="FirstLine">Its first line.</param>
/// <param name="Message">The line that says what went wrong; the first line itself for an error without a trace.</param>
/// <param name="Text">All its lines.</param>
/// <param name="IsSaid">Whether the program called it an error; otherwise only a rule knows it as one.</param>
internal sealed record ErrorBlock(DateTimeOffset? Time, string FirstLine, string Message, string Text, bool IsSaid)
{
    /// <summary>What is shown of it: the first line, and the message where that stands elsewhere.</summary>
    public string Shown => FirstLine == Message ? FirstLine : $"{FirstLine.Trim()} … {Message.Trim()}";
}
