namespace Shop.Backend.Redis;

/// <summary>Redis did not answer, or refused. The message never holds a command's arguments.</summary>
internal sealed class RedisException(string message, Exception? inner = null) : Exception(message, inner);
