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

    public static Option<bool> Verbose() => new("--verbose", "-v") { Description = "Also show what docker writes, masked, on standard error." };

    public static Option<bool> Force() => new("--force") { Description = "Go on although a lock was left by a holder that is gone." };

    public static Option<bool> NoBuild() => new("--no-build") { Description = "Build no images: they are on this machine, or come from their registry." };

    public static Option<Uri?> BaseUrl() => new("--base-url")
    {
        Description = "Where the stack answers; the project's setting, or the port that the proxy publishes, when left out.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError("--base-url must be an address such as https://shop.example.");
            return null;
        },
    };

    public static Option<int?> HealthTimeout() => Seconds("--health-timeout", "How long the services may take to turn healthy, in seconds; the project's setting when left out.");

    public static Option<int?> Stability() => Seconds("--stability", "How long everything has to stay healthy afterwards, in seconds; the project's setting when left out.", least: 0);

    public static Option<int?> Seconds(string name, string description, int least = 1) => Number(name, description, "SECONDS", least);

    public static Option<int?> Number(string name, string description, string helpName, int least = 1)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var number) && number < least)
            {
                result.AddError($"{name} must be at least {least}.");
            }
        });
        return option;
    }

    public static TimeSpan? Time(int? seconds) => seconds is { } count ? TimeSpan.FromSeconds(count) : null;
}
