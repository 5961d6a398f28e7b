using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>The console that reports are written to: coloured on a terminal, plain in a file or a pipe.</summary>
internal static class TerminalConsole
{
    private const int WidthOfFile = 160;

    /// <summary>Honours NO_COLOR (no-color.org) and FORCE_COLOR beside what the terminal can do.</summary>
    public static IAnsiConsole Create()
    {
        bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
        var coloured = IsSet("FORCE_COLOR") || (!Console.IsOutputRedirected && !IsSet("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var width) && width >= 40 ? width : WidthOfFile;
        }

        return console;
    }
}
