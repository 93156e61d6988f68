namespace PlexSecurity.Module.Tests.Help;

/// <summary>Runs the examples while no other test runs.</summary>
[CollectionDefinition(ExampleTests.Alone, DisableParallelization = true)]
public sealed class ExampleRun;
