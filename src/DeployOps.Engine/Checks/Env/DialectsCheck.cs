using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles.Dialects;

namespace DeployOps.Engine.Checks.Env;

/// <summary>npm dotenv, <c>node --env-file</c> and python-dotenv read some lines otherwise than compose; the application then has another value.</summary>
public sealed class DialectsCheck : EnvCheck
{
    private const int MostNamed = 100;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV011", "Every reader takes the environment file the same way", CheckFamily.Env, Severity.P2, "RB1", "the documentation of npm dotenv, Node.js and python-dotenv");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            var differences = EnvFileDialects.Compare(file.Text, file.File, name => context.ProcessEnvironment(name));
            foreach (var difference in differences.Take(MostNamed))
            {
                yield return Warn(file.DisplayAt(difference.Line), difference.Why, "Write the value in single quotes, or change it so that no reader has a doubt.", file.Name, difference.Line);
            }

            if (differences.Count > MostNamed)
            {
                yield return Warn(file.Name, $"{differences.Count - MostNamed} more values are read otherwise", "Mend the first ones and run again.", file.Name);
            }
        }
    }
}
