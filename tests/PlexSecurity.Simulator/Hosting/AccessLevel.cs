namespace PlexSecurity.Simulator;

/// <summary>What a caller may do.</summary>
internal enum AccessLevel
{
    None,
    Shared,
    Admin,
}
