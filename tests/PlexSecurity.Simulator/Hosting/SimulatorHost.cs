using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlexSecurity.Simulator;

/// <summary>Plain Kestrel: no configuration files, no environment variables, no console output.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private const int MaxRequestBytes = 1024 * 1024;

    private readonly WebApplication _application;

    private SimulatorHost(WebApplication application) => _application = application;

    public Uri? HttpUri { get; private init; }

    public Uri? HttpsUri { get; private init; }

    public Uri? ProxyUri { get; private init; }

    /// <summary>Starts listening.</summary>
    /// <param name="options">The addresses and ports.</param>
    /// <param name="certificate">The certificate for HTTPS.</param>
    /// <param name="connections">Counts the connections.</param>
    /// <param name="handle">Handles the requests.</param>
    /// <param name="proxy">Handles the connections to the proxy port; null for no proxy port.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions options, X509Certificate2 certificate, ConnectionCounter connections, RequestDelegate handle,
        ConnectionDelegate? proxy, CancellationToken ct)
    {
        ListenOptions? http = null, https = null, tunnels = null;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            SetLimits(kestrel);
            if (options.Http)
                kestrel.Listen(options.Address, options.HttpPort ?? 0, listen => Configure(http = listen, connections));
            if (options.Https)
            {
                kestrel.Listen(options.Address, options.HttpsPort ?? 0, listen =>
                {
                    Configure(https = listen, connections);
                    listen.UseHttps(certificate);
                });
            }

            if (proxy is not null)
            {
                kestrel.Listen(options.Address, options.ProxyPort ?? 0, listen =>
                {
                    (tunnels = listen).Use(connections.Count);
                    listen.Use(_ => proxy);
                });
            }
        });
        WebApplication application = builder.Build();
        application.Run(handle);
        try
        {
            await application.StartAsync(ct).ConfigureAwait(false);
            return new SimulatorHost(application)
            {
                HttpUri = Address(http, Uri.UriSchemeHttp, options),
                HttpsUri = Address(https, Uri.UriSchemeHttps, options),
                ProxyUri = tunnels is null ? null : new Uri($"http://{tunnels.IPEndPoint}"),
            };
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void SetLimits(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // Oversized requests must reach the log, and slow clients must not be disconnected.
        kestrel.Limits.MaxRequestLineSize = MaxRequestBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxRequestBytes;
        kestrel.Limits.MaxRequestBufferSize = 2 * MaxRequestBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
    }

    private static void Configure(ListenOptions listen, ConnectionCounter connections)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(connections.Count);
        listen.Use(SocketTransport.Remember);
    }

    // Kestrel replaces port 0 with the assigned port.
    private static Uri? Address(ListenOptions? listen, string scheme, SimulatorOptions options)
    {
        if (listen is null) return null;
        bool byName = scheme == Uri.UriSchemeHttps && options.Address.Equals(IPAddress.Loopback);
        var address = new UriBuilder($"{scheme}://{listen.IPEndPoint}") { Path = options.PathBase + "/" };
        if (byName) address.Host = "localhost";
        return address.Uri;
    }
}
