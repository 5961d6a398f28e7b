using System.ComponentModel;
using System.Diagnostics;

namespace DeployOps.Conventions.Tests.Pester;

/// <summary>The PowerShell on PATH, with Pester.</summary>
internal static class PowerShellWithPester
{
    private const string Probe =
        "if ($PSVersionTable.PSVersion -lt [version] '7.6') { 'old' } "
        + "elseif (-not (Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0')) { 'no Pester' } else { 'ready' }";

    private static readonly Lazy<string?> Missing = new(Ask);

    /// <summary>Which part is missing, as a reason to skip; <see langword="null"/> when nothing is.</summary>
    public static string? WhatIsMissing => Missing.Value;

    /// <summary>Runs PowerShell and gives what it printed on both streams.</summary>
    public static (int ExitCode, string Output) Run(TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        if (!shell.WaitForExit(limit))
        {
            shell.Kill(entireProcessTree: true);
            throw new TimeoutException($"pwsh gave no answer within {limit.TotalMinutes:0.#} min");
        }

        return (shell.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }

    private static string? Ask()
    {
        try
        {
            return Run(TimeSpan.FromMinutes(1), "-Command", Probe).Output.Trim() switch
            {
                "ready" => null,
                "no Pester" => "Pester 5 or later is missing: install it, so that the module's tests in PowerShell run",
                "old" => "pwsh 7.6 or later is missing (the one on PATH is older): install it, so that the module's tests in PowerShell run",
                var other => $"pwsh on PATH does not answer as it should ({other}): the module's tests in PowerShell did not run",
            };
        }
        catch (Win32Exception)
        {
            return "pwsh 7.6 or later is missing: install it and Pester, so that the module's tests in PowerShell run";
        }
    }
}
