namespace Shop.Backend.Errors;

/// <summary>An answer other than success, in the words the caller gets to see.</summary>
internal sealed class ApiException(int status, string code, string message, string? detail = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Detail { get; } = detail;

    public static ApiException Invalid(string detail) => new(422, "validation_failed", "The request is not valid", detail);

    public static ApiException Unauthorized(string detail) => new(401, "unauthorized", "A valid access token is needed", detail);

    public static ApiException Forbidden(string detail) => new(403, "forbidden", "The role of this account does not allow this", detail);

    public static ApiException NotFound(string what) => new(404, "not_found", $"There is no such {what}");

    public static ApiException Conflict(string code, string message) => new(409, code, message);

    public static ApiException Unavailable(string component) =>
        new(503, "dependency_unavailable", "A part this request needs does not answer", component);
}
