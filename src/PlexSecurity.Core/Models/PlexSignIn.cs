namespace PlexSecurity;

/// <summary>
/// A sign-in to plex.tv that waits for a person. What redeems it is as secret as the token and stays inside: only
/// <see cref="Code"/> and <see cref="Address"/> are for showing.
/// </summary>
public sealed class PlexSignIn
{
    private static readonly Uri LinkPage = new("https://plex.tv/link");

    internal PlexSignIn(string pin, string code, Uri address, DateTimeOffset expiresAt)
    {
        Pin = pin;
        Code = code;
        Address = address;
        ExpiresAt = expiresAt;
    }

    /// <summary>The code that the person enters. A strong one is in <see cref="Address"/> already.</summary>
    public string Code { get; }

    /// <summary>The page that the person opens.</summary>
    public Uri Address { get; }

    /// <summary>When the code expires, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The number that redeems the token.</summary>
    internal string Pin { get; }

    /// <summary>Where a short code is typed.</summary>
    internal static Uri AddressOfShort() => LinkPage;

    /// <summary>The page that takes a strong code from its address. The code has letters and digits only.</summary>
    internal static Uri AddressOfStrong(string code, string clientIdentifier, string product) => new(
        $"https://app.plex.tv/auth#?clientID={Uri.EscapeDataString(clientIdentifier)}&code={code}"
        + $"&context%5Bdevice%5D%5Bproduct%5D={Uri.EscapeDataString(product)}");

    /// <summary>The page and the code.</summary>
    /// <returns>Such as <c>ABCD at https://plex.tv/link</c>.</returns>
    public override string ToString() => $"{Code} at {Address.AbsoluteUri}";
}
