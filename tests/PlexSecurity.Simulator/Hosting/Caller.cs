namespace PlexSecurity.Simulator;

/// <summary>The caller that a token identifies.</summary>
internal readonly record struct Caller(AccessLevel Level, bool IsTransient);
