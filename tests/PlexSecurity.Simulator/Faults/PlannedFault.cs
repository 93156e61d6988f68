namespace PlexSecurity.Simulator;

/// <summary>A fault, where it strikes and how often still.</summary>
internal readonly record struct PlannedFault(Fault Fault, string? Path, int Times);
