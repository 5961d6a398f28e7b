namespace Shop.Backend.Graph;

/// <summary>The graph server did not answer, or refused a statement. The message never holds a parameter.</summary>
internal sealed class GraphException(string message, Exception? inner = null) : Exception(message, inner);
