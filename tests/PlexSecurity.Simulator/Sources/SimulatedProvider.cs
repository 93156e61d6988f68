namespace PlexSecurity.Simulator;

/// <summary>A provider in /media/providers.</summary>
/// <param name="Identifier">The identifier, such as "tv.plex.provider.podcasts".</param>
/// <param name="Title">The name.</param>
public sealed record SimulatedProvider(string Identifier, string Title);
