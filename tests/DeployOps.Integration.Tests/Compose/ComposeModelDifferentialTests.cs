using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>The embedded reading held against the real <c>docker compose config</c> (row RB4).</summary>
public sealed class ComposeModelDifferentialTests
{
    [ComposeFact]
    public void Handwritten_projects_read_as_compose_reads_them() => Compare(HandwrittenCases.All);

    [ComposeFact]
    public void What_compose_refuses_is_refused_or_named()
    {
        var accepted = new List<string>();
        foreach (var refused in HandwrittenCases.Refused)
        {
            using var folder = new ComposeFolder(refused);
            Assert.True(folder.Docker().Config is null, $"compose accepts '{refused.Name}'");
            try
            {
                if (folder.Model().Problems.Count == 0)
                {
                    accepted.Add(refused.Name);
                }
            }
            catch (ComposeFormatException)
            {
                // Refused, as it should be.
            }
        }

        Assert.Empty(accepted);
    }

    [ComposeFact]
    public void Generated_projects_read_as_compose_reads_them()
    {
        const int Seed = 20260114;
        const int Count = 120;
        Compare([.. Enumerable.Range(0, Count).Select(index => new RandomComposeFiles(Seed + index).Next())]);
    }

    private static void Compare(IReadOnlyList<ComposeCase> cases)
    {
        var differences = new List<string>();
        foreach (var one in cases)
        {
            using var folder = new ComposeFolder(one);
            var (config, error) = folder.Docker();
            if (config is null)
            {
                differences.Add($"{one.Name}: compose refuses it: {error}");
                continue;
            }

            var model = folder.Model();
            var wanted = ComposeProjection.Of(config, model);
            var found = ComposeProjection.Of(model);
            var missing = wanted.Except(found).Select(line => $"- {line}").Concat(found.Except(wanted).Select(line => $"+ {line}")).ToList();
            if (missing.Count > 0)
            {
                differences.Add($"{one.Name}:\n{string.Join('\n', missing)}\n{string.Join("\n---\n", one.Files.Select(file => file.Key + "\n" + file.Value))}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {cases.Count} differ\n" + string.Join("\n\n", differences.Take(10)));
    }
}
