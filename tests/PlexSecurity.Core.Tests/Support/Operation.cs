namespace PlexSecurity.Core.Tests.Support;

/// <summary>The calls of a client, for tests that go through all of them.</summary>
public enum Operation
{
    Identity,
    ServerInfo,
    Token,
    Source,
    Providers,
}
