namespace PlexSecurity.Connections;

/// <summary>The error of a source none of whose addresses will do, with every address and its reason.</summary>
internal static class NoConnectionFailure
{
    public static PlexException From(SourceIdentifier source, IReadOnlyList<ConnectionTestResult> results)
    {
        if (results.Count == 0)
        {
            return new PlexException(
                PlexError.ConnectionFailed,
                $"The source '{source.Value}' has no address to connect to.",
                "The server knows the source but no way to it: get it again with -Refresh, or check that the source is online.");
        }

        string reasons = string.Join("; ", results.Select(static result => $"{result.Connection.Uri.AbsoluteUri} ({result.Message})"));
        return new PlexException(
            ErrorOf(results),
            $"No address of the source '{source.Value}' will do: {reasons}.",
            "Test-PlexSourceConnection shows each address; get the connections again with -Refresh if they are old.");
    }

    /// <summary>The error that all addresses have in common, where they have one.</summary>
    private static PlexError ErrorOf(IReadOnlyList<ConnectionTestResult> results)
    {
        ConnectionStatus status = results[0].Status;
        if (results.Any(result => result.Status != status))
            return PlexError.ConnectionFailed;
        return status switch
        {
            ConnectionStatus.WrongServer => PlexError.WrongServer,
            ConnectionStatus.NotAPlexServer => PlexError.InvalidResponse,
            ConnectionStatus.CertificateRejected => PlexError.TlsFailed,
            ConnectionStatus.TimedOut => PlexError.Timeout,
            _ => PlexError.ConnectionFailed,
        };
    }
}
