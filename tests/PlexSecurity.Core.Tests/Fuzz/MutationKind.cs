namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>The kind of a mutation.</summary>
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
