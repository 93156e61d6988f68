namespace PlexSecurity.Core.Tests.Support;

/// <summary>A fault of the server and the expected error.</summary>
/// <param name="Name">The name of the test case.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Error">The expected error.</param>
/// <param name="Status">The expected status; null without a response.</param>
/// <param name="Words">The expected text in the message.</param>
internal sealed record FaultCase(string Name, Fault Fault, PlexError Error, int? Status, string Words)
{
    /// <summary>Whether the response is well-formed and only lacks a required member.</summary>
    public bool IsWellFormed { get; init; }

    public override string ToString() => Name;
}
