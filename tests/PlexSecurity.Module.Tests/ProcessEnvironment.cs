namespace PlexSecurity.Module.Tests;

/// <summary>Tests that set variables of the process do not run in parallel.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ProcessEnvironment;
