namespace PlexSecurity.Simulator;

/// <summary>The rights of a caller.</summary>
internal enum AccessLevel
{
    None,
    Shared,
    Admin,
}
