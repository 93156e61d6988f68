namespace PlexSecurity.Simulator;

/// <summary>GET /media/providers: the providers of the server.</summary>
internal static class ProvidersEndpoint
{
    public static SimulatedResponse Respond(Call call)
    {
        IReadOnlyList<SimulatedProvider> providers = call.Server.Providers;
        return call.Ok(new PlexElement("MediaContainer")
            .With("size", providers.Count)
            .With("friendlyName", call.Server.FriendlyName)
            .With("machineIdentifier", call.Server.MachineIdentifier)
            .With(providers.Select(provider => new PlexElement("MediaProvider")
                .With("identifier", provider.Identifier)
                .With("title", provider.Title))));
    }
}
