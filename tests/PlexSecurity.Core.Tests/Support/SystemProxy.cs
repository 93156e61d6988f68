namespace PlexSecurity.Core.Tests.Support;

/// <summary>The system's proxy is one for the whole process: tests that set it run while no other does.</summary>
[CollectionDefinition(nameof(SystemProxy), DisableParallelization = true)]
public sealed class SystemProxy;
