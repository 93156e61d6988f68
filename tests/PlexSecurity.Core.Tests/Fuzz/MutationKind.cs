namespace PlexSecurity.Core.Tests.Fuzz;

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
