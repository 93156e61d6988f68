using PlexSecurity.Security;

namespace PlexSecurity.Connections;

/// <summary>The error of a source without a usable address, with the addresses and their reasons.</summary>
internal static class NoConnectionFailure
{
    private const int MaximumListed = 10;

    private const string HttpAdvice =
        "If another layer such as a VPN encrypts the connection, -AllowUnencryptedAuthentication allows http addresses.";

    private const string CertificateAdvice =
        "If this is the source's own certificate, specify its SHA-256 thumbprint with -CertificateThumbprint; otherwise do "
            + "not connect.";

    private const string NotAReplacement =
        " -AllowUnencryptedAuthentication allows http addresses, but does not replace a trusted certificate.";

    private const string OtherAdvice =
        "Test-PlexSourceConnection shows each address; get the connections again with -Refresh if they are outdated.";

    /// <param name="source">The source.</param>
    /// <param name="asked">The results of the addresses that were asked.</param>
    /// <param name="skipped">Those that were not.</param>
    /// <param name="policy">Which addresses a token may go to.</param>
    public static PlexException From(
        string source,
        IReadOnlyList<PlexConnectionTest> asked,
        IReadOnlyList<PlexConnectionTest> skipped,
        ChannelPolicy policy)
    {
        if (asked.Count + skipped.Count == 0)
        {
            return new PlexException(
                PlexError.ConnectionFailed,
                $"The source '{source}' has no address to connect to.",
                "Check that the source is online, and get its connections again with -Refresh.");
        }

        // Without what was skipped for its kind alone: what was asked says more.
        PlexConnectionTest[] all =
        [
            .. asked.OrderBy(static result => ConnectionSelector.Rank(result.Connection)),
            .. skipped.Where(static result => result.Status == ConnectionStatus.NotSecure),
        ];
        IEnumerable<string> listed = all.Take(MaximumListed)
            .Select(static result => $"{result.Connection.Uri.AbsoluteUri} ({result.Message})");
        string more = all.Length > MaximumListed ? $"; and {all.Length - MaximumListed} more" : string.Empty;
        return new PlexException(
            asked.Count > 0 ? ErrorOf(asked) : PlexError.UnencryptedConnection,
            $"No address of the source '{source}' can be used: {string.Join("; ", listed)}{more}.",
            Advice(asked, all.Length > asked.Count, policy));
    }

    /// <summary>Plain http is no alternative where an https address responded: an attacker may force that choice.</summary>
    private static string Advice(IReadOnlyList<PlexConnectionTest> asked, bool hasHttp, ChannelPolicy policy)
    {
        if (asked.Any(static result => result.Status == ConnectionStatus.CertificateRejected))
            return hasHttp && policy.Thumbprint is null ? CertificateAdvice + NotAReplacement : CertificateAdvice;
        bool isSilent = asked.All(static result => result.Status is ConnectionStatus.Unreachable or ConnectionStatus.TimedOut);
        return hasHttp && isSilent && policy.Thumbprint is null ? HttpAdvice : OtherAdvice;
    }

    /// <summary>The error that all addresses have in common, where they have one.</summary>
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
            _ => PlexError.ConnectionFailed,
        };
    }
}
