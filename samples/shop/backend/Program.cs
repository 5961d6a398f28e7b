using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Shop.Backend;
using Shop.Backend.Auth;
using Shop.Backend.Configuration;
using Shop.Backend.Database;
using Shop.Backend.Errors;
using Shop.Backend.Graph;
using Shop.Backend.Health;
using Shop.Backend.Jobs;
using Shop.Backend.Live;
using Shop.Backend.Logging;
using Shop.Backend.Projects;
using Shop.Backend.Redis;

const int RefusedConfiguration = 78; // EX_CONFIG of sysexits.h

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders()
    .AddConsole(options => options.FormatterName = JsonLines.FormatterName)
    .AddConsoleFormatter<JsonLines, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();

Settings settings;
try
{
    settings = Settings.FromEnvironment();
    StartupGuards.Check(settings);
}
catch (SettingsException refused)
{
    using var logging = LoggerFactory.Create(logs => logs
        .AddConsole(options => options.FormatterName = JsonLines.FormatterName)
        .AddConsoleFormatter<JsonLines, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>());
    var logger = logging.CreateLogger("Startup");
    foreach (var problem in refused.Problems)
    {
        logger.LogCritical("Refusing to start: {Problem}", problem);
    }

    return RefusedConfiguration;
}

builder.Logging.SetMinimumLevel(settings.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
builder.WebHost.UseUrls("http://0.0.0.0:8000").ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
});

var services = builder.Services;
services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton(DatabaseUrl.Open(settings.DatabaseUrl))
    .AddSingleton<RedisClient>().AddSingleton<GraphClient>().AddSingleton<ProjectGraph>().AddSingleton<Migrator>()
    .AddSingleton<UserStore>().AddSingleton<AccessTokens>().AddSingleton<ProjectStore>().AddSingleton<ProjectCache>()
    .AddSingleton<JobQueue>().AddSingleton<JobHandlers>().AddSingleton<LiveHub>().AddSingleton<HealthReport>()
    .AddSingleton<RequestMetrics>().AddSingleton<Startup>().AddHostedService<JobWorker>();
services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = Json.Options.PropertyNamingPolicy);
services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
services.Configure<ForwardedHeadersOptions>(forwarded =>
{
    // Only the proxy of this stack can reach the service: its word on who called is taken.
    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    forwarded.KnownIPNetworks.Clear();
    forwarded.KnownProxies.Clear();
});
services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
    .WithOrigins([.. settings.CorsOrigins])
    .WithMethods("GET", "POST", "PUT", "DELETE")
    .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", CorrelationId.Header)));
services.AddRateLimiter(limiter =>
{
    limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
    limiter.AddPolicy(AuthRoutes.RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.AuthRequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
});

var app = builder.Build();
app.UseForwardedHeaders();
app.UseMiddleware<CorrelationId>();
app.UseMiddleware<RequestLog>();
app.UseMiddleware<ErrorAnswers>();
app.UseCors();
app.UseRateLimiter();
app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20) });
app.MapHealth();
app.MapAuth();
app.MapAdmin();
app.MapProjects();
app.MapJobs();
app.Map("/ws", (HttpContext context, LiveHub hub) => hub.ServeAsync(context));

try
{
    await app.Services.GetRequiredService<Startup>().RunAsync(app.Lifetime.ApplicationStopping);
}
catch (Exception error) when (error is not OperationCanceledException)
{
    app.Logger.LogCritical(error, "The service does not start");
    await app.DisposeAsync(); // writes the last log lines out
    return 1;
}

if (Failure.CrashLater)
{
    _ = Failure.CrashLaterAsync(app.Logger);
}

await app.RunAsync();
return 0;
