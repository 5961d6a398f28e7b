namespace DeployOps.Engine.Stores.Redis;

/// <summary>The first words of Redis' errors. Source: redis.io, Redis serialization protocol specification, "Simple errors"; server.c.</summary>
internal static class RedisErrorCodes
{
    private const string Generic = "ERR";
    private const int LongestCode = 32;

    /// <summary>The first word of an error, when it is one as Redis writes it and not something that was sent.</summary>
    /// <param name="message">The error as it came.</param>
    /// <param name="mayRepeat">Whether a text was sent that an answer may repeat.</param>
    public static string Of(string message, Func<string, bool>? mayRepeat = null)
    {
        var blank = message.IndexOf(' ', StringComparison.Ordinal);
        var word = blank < 0 ? message : message[..blank];
        var isCode = word.Length is >= 2 and <= LongestCode && char.IsAsciiLetterUpper(word[0])
            && word.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_');
        return isCode && mayRepeat?.Invoke(word) != true ? word : Generic;
    }

    /// <summary>What to do about it.</summary>
    public static string NextStep(string code) => code switch
    {
        "NOAUTH" => "The server wants a password: give the URL one.",
        "WRONGPASS" => "Compare the user and the password with those of the server.",
        "NOPERM" => "Give the user the right to this command (ACL SETUSER), or use another user.",
        "LOADING" => "The server still reads its data from disk: wait until it is done.",
        "MASTERDOWN" => "The replica has lost its primary: look at the primary.",
        "READONLY" => "This is a replica: use the address of the primary.",
        "MISCONF" => "The server could not save its data and takes no writes: look at its disk, its memory and its log at once.",
        "OOM" => "The server's memory is full (maxmemory): make room or allow more.",
        "BUSY" => "A script keeps the server busy: wait, or end it with SCRIPT KILL.",
        "DENIED" => "The server is in protected mode: set a password, or bind it to the network it is asked from.",
        "NOPROTO" => "The server does not know this version of the protocol.",
        "CLUSTERDOWN" => "The cluster is down: look at its nodes.",
        "MOVED" or "ASK" => "This is a node of a cluster: ask the node that holds the key.",
        _ => "Look at the log of the server, or run the command by hand with redis-cli.",
    };
}
