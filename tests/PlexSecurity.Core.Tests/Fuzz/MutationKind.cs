namespace PlexSecurity.Core.Tests;

/// <summary>What a mutation does.</summary>
internal enum MutationKind
{
    Flip,
    Delete,
    Duplicate,
    Splice,
    Insert,
    Replace,
    Truncate,
}
