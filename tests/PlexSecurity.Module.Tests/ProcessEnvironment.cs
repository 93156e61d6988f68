namespace PlexSecurity.Module.Tests;

/// <summary>Tests that set variables of the whole process; they run alone.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ProcessEnvironment;
