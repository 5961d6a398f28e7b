using System.Buffers;

namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>All rules, and the choice among those that fit a text.</summary>
internal static class ErrorRules
{
    /// <summary>A line that holds none of these fits no rule; most lines of a log are passed over by it.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "error", "exception", "fail", "fatal", "panic", "emerg", "refused", "denied", "not found", "not set", "unset", "not defined", "not specified", "undefined", "missing", "required",
            "already", "not allowed", "memory", "no space", "ENOSPC", "quota", "disk", "unknown", "unbound", "parameter", "must be set", "no such", "unreachable", "no route", "not known",
            "EADDRINUSE", "ECONN", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ETIMEDOUT", "EACCES", "EPERM", "EROFS", "ENOENT", "read-only", "not permitted", "password", "WRONGPASS", "NOAUTH",
            "unauthorized", "forbidden", "x509", "certificate", "signature", "not yet valid", "starting up", "does not exist", "incompatible", "segmentation", "SIGSEGV", "too many",
            "exec ", "directory", "not available", "no matching", "overlap", "in use", "cannot", "could not", "can't", "invalid", "unable", "ssl", "yaml", "toomanyrequests", "killed", "OOM", "Caddyfile", "/dev/tcp/", "Bad ", "ALERT",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The rules; of two that are as sure as each other, the earlier one is taken.</summary>
    public static IReadOnlyList<ErrorRule> All { get; } = [.. EngineRules.All, .. SettingRules.All, .. ConnectionRules.All, .. DataRules.All, .. SystemRules.All];

    /// <summary>The surest rule that fits; <see langword="null"/> for none.</summary>
    public static RuleMatch? Best(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return null;
        }

        RuleMatch? best = null;
        foreach (var rule in All)
        {
            if (rule.Confidence > (best?.Rule.Confidence ?? 0) && rule.Match(text) is { } match)
            {
                best = match;
            }
        }

        return best;
    }

    /// <summary>Whether a line that does not call itself an error is one.</summary>
    public static bool Knows(string line) => Best(line) is { Rule.Confidence: >= 75 };
}
