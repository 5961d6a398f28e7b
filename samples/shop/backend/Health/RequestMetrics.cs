using System.Globalization;
using System.Text;

namespace Shop.Backend.Health;

/// <summary>Counts and durations of requests, as Prometheus text. Durations are those of the last thousand requests.</summary>
internal sealed class RequestMetrics
{
    private readonly Lock _lock = new();
    private readonly double[] _seconds = new double[1000];
    private readonly long[] _byClass = new long[6];
    private long _count;
    private double _sum;

    public void Observe(int status, TimeSpan elapsed)
    {
        lock (_lock)
        {
            _seconds[_count++ % _seconds.Length] = elapsed.TotalSeconds;
            _sum += elapsed.TotalSeconds;
            _byClass[Math.Clamp(status / 100, 1, 5)]++;
        }
    }

    public string Render(IEnumerable<(string Name, double Value)> gauges)
    {
        var text = new StringBuilder();
        lock (_lock)
        {
            var sorted = _seconds[..(int)Math.Min(_count, _seconds.Length)].Order().ToArray();
            text.Append("# TYPE http_requests_total counter\n");
            for (var index = 1; index < _byClass.Length; index++)
            {
                Line(text, $"http_requests_total{{status=\"{index}xx\"}}", _byClass[index]);
            }

            text.Append("# TYPE http_request_duration_seconds summary\n");
            foreach (var quantile in new[] { 0.5, 0.95, 0.99 })
            {
                var value = sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(quantile * sorted.Length))];
                Line(text, $"http_request_duration_seconds{{quantile=\"{quantile.ToString(CultureInfo.InvariantCulture)}\"}}", value);
            }

            Line(text, "http_request_duration_seconds_sum", _sum);
            Line(text, "http_request_duration_seconds_count", _count);
        }

        foreach (var (name, value) in gauges)
        {
            text.Append("# TYPE ").Append(name).Append(" gauge\n");
            Line(text, name, value);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, double value) =>
        text.Append(name).Append(' ').Append(value.ToString("0.######", CultureInfo.InvariantCulture)).Append('\n');
}
