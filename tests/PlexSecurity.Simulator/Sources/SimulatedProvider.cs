namespace PlexSecurity.Simulator;

/// <summary>A provider that /media/providers lists.</summary>
/// <param name="Identifier">Such as "tv.plex.provider.podcasts".</param>
/// <param name="Title">Its name.</param>
public sealed record SimulatedProvider(string Identifier, string Title);
