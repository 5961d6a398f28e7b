using System.CommandLine;
using DeployOps.Cli.Rendering;

namespace DeployOps.Cli.Commands;

/// <summary>The options that several commands have, with the same name and meaning in each.</summary>
internal static class SharedOptions
{
    public static Option<string> Project() => new("--project", "-p")
    {
        Description = "The project's folder, or its deployops.yml; the current folder when left out.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.CurrentDirectory,
    };

    public static Option<OutputFormat> Format() => new("--format", "-f")
    {
        Description = "text for people, json as one document, ndjson as one object a line while it runs.",
        DefaultValueFactory = _ => OutputFormat.Text,
    };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Print nothing; the exit code tells." };

    public static Option<bool> All() => new("--all", "-a") { Description = "Show passed findings and those that do not apply, too." };

    public static Option<bool> WhatIf() => new("--what-if") { Description = "Say what would be done, and change nothing." };
}
