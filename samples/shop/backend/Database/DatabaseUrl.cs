using Npgsql;

namespace Shop.Backend.Database;

/// <summary>The URL form other languages use, as Npgsql's settings.</summary>
internal static class DatabaseUrl
{
    public static NpgsqlDataSource Open(string url)
    {
        var uri = new Uri(url);
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            ApplicationName = "shop-backend",
            GssEncryptionMode = GssEncryptionMode.Disable, // passwords are used, and the image has no Kerberos library
            Timeout = 3,
            CommandTimeout = 10,
            MaxPoolSize = 20,
        };
        return NpgsqlDataSource.Create(settings);
    }
}
