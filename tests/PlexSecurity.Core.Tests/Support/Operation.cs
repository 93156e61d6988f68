namespace PlexSecurity.Core.Tests.Support;

/// <summary>The calls of a client, for tests of all of them.</summary>
public enum Operation
{
    Identity,
    ServerInfo,
    Token,
    Source,
    Providers,
}
