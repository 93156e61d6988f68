namespace PlexSecurity.Core.Tests.Support;

/// <summary>The system proxy is global to the process, so tests that set it do not run in parallel.</summary>
[CollectionDefinition(nameof(SystemProxy), DisableParallelization = true)]
public sealed class SystemProxy;
