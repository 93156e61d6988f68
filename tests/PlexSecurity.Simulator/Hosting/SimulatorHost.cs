using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PlexSecurity.Simulator;

/// <summary>Kestrel with nothing around it: no configuration files, no environment variables, no console output.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private const int MostRequestBytes = 1024 * 1024;

    private readonly WebApplication _application;

    private SimulatorHost(WebApplication application, SimulatorOptions options)
    {
        _application = application;
        ICollection<string> addresses =
            application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        HttpUri = Find(addresses, Uri.UriSchemeHttp, options);
        HttpsUri = Find(addresses, Uri.UriSchemeHttps, options);
    }

    public Uri? HttpUri { get; }

    public Uri? HttpsUri { get; }

    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions options, X509Certificate2 certificate, ConnectionCounter connections, RequestDelegate handle,
        CancellationToken ct)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            SetLimits(kestrel);
            if (options.Http) kestrel.Listen(options.Address, options.HttpPort ?? 0, listen => Configure(listen, connections));
            if (options.Https)
            {
                kestrel.Listen(options.Address, options.HttpsPort ?? 0, listen =>
                {
                    Configure(listen, connections);
                    listen.UseHttps(certificate);
                });
            }
        });
        WebApplication application = builder.Build();
        application.Run(handle);
        try
        {
            await application.StartAsync(ct).ConfigureAwait(false);
            return new SimulatorHost(application, options);
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
        // Oversized input is to reach the record, and a client that reads slowly is the client's affair.
        kestrel.Limits.MaxRequestLineSize = MostRequestBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostRequestBytes;
        kestrel.Limits.MaxRequestBufferSize = 2 * MostRequestBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
    }

    private static void Configure(ListenOptions listen, ConnectionCounter connections)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(connections.Count);
        listen.Use(SocketTransport.Remember);
    }

    private static Uri? Find(IEnumerable<string> addresses, string scheme, SimulatorOptions options)
    {
        if (addresses.FirstOrDefault(address => address.StartsWith(scheme + "://", StringComparison.Ordinal)) is not { } found)
            return null;
        bool byName = scheme == Uri.UriSchemeHttps && options.Address.Equals(IPAddress.Loopback);
        var address = new UriBuilder(found) { Path = options.PathBase + "/" };
        if (byName) address.Host = "localhost";
        return address.Uri;
    }
}
