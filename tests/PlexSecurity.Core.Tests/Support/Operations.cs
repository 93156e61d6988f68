namespace PlexSecurity.Core.Tests.Support;

internal static class Operations
{
    public static string Endpoint(this Operation operation) => operation switch
    {
        Operation.Identity => "/identity",
        Operation.ServerInfo => "/",
        Operation.Token => "/security/token",
        Operation.Source => "/security/resources",
        _ => "/media/providers",
    };

    public static async Task<object> CallAsync(
        this PlexServerClient client, Operation operation, string source, CancellationToken ct) =>
        operation switch
        {
            Operation.Identity => await client.GetIdentityAsync(ct),
            Operation.ServerInfo => await client.GetServerInfoAsync(ct),
            Operation.Token => await client.GetTransientTokenAsync(ct: ct),
            Operation.Providers => await client.GetMediaProvidersAsync(ct),
            _ => await client.GetSourceConnectionInformationAsync(source, ct: ct),
        };
}
