namespace PlexSecurity.Core.Tests.Support;

/// <summary>A fault of the server and what it must become.</summary>
/// <param name="Name">What the test is called by.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Error">The error it must become.</param>
/// <param name="Status">The status that the error must tell; null where no response came.</param>
/// <param name="Words">Words that must be in the message.</param>
internal sealed record FaultCase(string Name, Fault Fault, PlexError Error, int? Status, string Words)
{
    /// <summary>Whether the response is sound JSON or XML, and only lacks what was asked for.</summary>
    public bool IsWellFormed { get; init; }

    public override string ToString() => Name;
}
