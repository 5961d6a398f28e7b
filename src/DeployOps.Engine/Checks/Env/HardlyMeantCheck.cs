using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>What the grammar of compose allows and hardly anybody means (compose-go, <c>dotenv</c>).</summary>
public sealed class HardlyMeantCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV013", "No line says something other than it seems to", CheckFamily.Env, Severity.P1, "RB1", "compose-go, dotenv");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var warning in file.File.Warnings)
            {
                var (message, fix) = warning.Kind switch
                {
                    EnvFileWarningKind.EmptyKey => ("a value stands without a key", "Write the key in front of the '='."),
                    EnvFileWarningKind.BareKeyAtEndOfFile => ("the last line is a key without '=' and line end, which compose takes for a value without a key", "End the file with a line end, or give the key a value."),
                    EnvFileWarningKind.WhiteSpaceInKey => ("white space is part of the key", "Remove the white space from the key."),
                    EnvFileWarningKind.ValueStartsWithHash => ("the value starts with '#', which is no comment there", "Put a space in front of the '#', or the value in quotes."),
                    EnvFileWarningKind.NulInValue => ("the value holds a NUL character", "Remove it; no environment variable can hold it."),
                    _ => ("", ""),
                };
                if (message.Length > 0)
                {
                    yield return Warn(file.DisplayAt(warning.Line), message, fix, file.Name, warning.Line);
                }
            }
        }
    }
}
