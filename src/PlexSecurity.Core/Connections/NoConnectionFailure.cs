using PlexSecurity.Security;

namespace PlexSecurity.Connections;

/// <summary>Creates the error for a source without a usable address, with the addresses and their reasons.</summary>
internal static class NoConnectionFailure
{
    private const int MaximumListed = 10;

    private const string HttpAdvice =
        "If another layer such as a VPN encrypts the connection, -AllowUnencryptedAuthentication allows http addresses.";

    private const string CertificateAdvice =
        "If this is the source's own certificate, specify its SHA-256 thumbprint with -CertificateThumbprint; otherwise do "
            + "not connect.";

    private const string CertificateStillRequired =
        " -AllowUnencryptedAuthentication allows http addresses, but does not replace a trusted certificate.";

    private const string OtherAdvice =
        "Test-PlexSourceConnection shows each address; get the connections again with -Refresh if they are outdated.";

    public static PlexException From(
        string source,
        IReadOnlyList<PlexConnectionTest> tested,
        IReadOnlyList<PlexConnectionTest> skipped,
        ChannelPolicy policy)
    {
        if (tested.Count + skipped.Count == 0)
        {
            return new PlexException(
                PlexError.ConnectionFailed,
                $"The source '{source}' has no address to connect to.",
                "Check that the source is online, and get its connections again with -Refresh.");
        }

        // Link-local addresses are omitted: the results of the tested addresses are more useful.
        PlexConnectionTest[] all =
        [
            .. tested.OrderBy(static result => ConnectionSelector.Rank(result.Connection)),
            .. skipped.Where(static result => result.Status == ConnectionStatus.NotSecure),
        ];
        IEnumerable<string> listed = all.Take(MaximumListed)
            .Select(static result => $"{result.Connection.Uri.AbsoluteUri} ({result.Message})");
        string more = all.Length > MaximumListed ? $"; and {all.Length - MaximumListed} more" : string.Empty;
        return new PlexException(
            tested.Count > 0 ? ErrorOf(tested) : PlexError.UnencryptedConnection,
            $"No address of the source '{source}' can be used: {string.Join("; ", listed)}{more}.",
            Advice(tested, all.Length > tested.Count, policy));
    }

    /// <summary>Does not recommend plain http if an https address responded: an attacker may try to force this choice.</summary>
    private static string Advice(IReadOnlyList<PlexConnectionTest> tested, bool hasHttp, ChannelPolicy policy)
    {
        if (tested.Any(static result => result.Status == ConnectionStatus.CertificateRejected))
            return hasHttp && policy.Thumbprint is null ? CertificateAdvice + CertificateStillRequired : CertificateAdvice;
        bool isSilent = tested.All(static result => result.Status is ConnectionStatus.Unreachable or ConnectionStatus.TimedOut);
        return hasHttp && isSilent && policy.Thumbprint is null ? HttpAdvice : OtherAdvice;
    }

    /// <summary>The common error of all addresses, or a general one.</summary>
    private static PlexError ErrorOf(IReadOnlyList<PlexConnectionTest> results)
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
            ConnectionStatus.NotSecure => PlexError.UnencryptedConnection,
            _ => PlexError.ConnectionFailed,
        };
    }
}
