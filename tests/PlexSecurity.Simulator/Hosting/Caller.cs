namespace PlexSecurity.Simulator;

/// <summary>Who a token says the caller is.</summary>
internal readonly record struct Caller(AccessLevel Level, bool IsTransient);
