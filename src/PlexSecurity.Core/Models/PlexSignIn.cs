namespace PlexSecurity;

/// <summary>
/// A pending sign-in to plex.tv. Only <see cref="Code"/> and <see cref="Address"/> may be shown. The number that redeems the
/// token is secret and is not exposed.
/// </summary>
public sealed class PlexSignIn
{
    /// <summary>The page for a short code.</summary>
    internal static readonly Uri LinkPage = new("https://plex.tv/link");

    internal PlexSignIn(string pin, string code, Uri address, DateTimeOffset expiresAt)
    {
        Pin = pin;
        Code = code;
        Address = address;
        ExpiresAt = expiresAt;
    }

    /// <summary>The code that the user enters. A strong code is already part of <see cref="Address"/>.</summary>
    public string Code { get; }

    /// <summary>The page that the user opens.</summary>
    public Uri Address { get; }

    /// <summary>The expiration time of the code, from the clock of this machine.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The number that redeems the token.</summary>
    internal string Pin { get; }

    /// <summary>The page for a strong code, which is part of the address. The code contains only letters and digits.</summary>
    internal static Uri GetAuthAddress(string code, string clientIdentifier, string product) => new(
        $"https://app.plex.tv/auth#?clientID={Uri.EscapeDataString(clientIdentifier)}&code={code}"
        + $"&context%5Bdevice%5D%5Bproduct%5D={Uri.EscapeDataString(product)}");

    /// <summary>The page and the code.</summary>
    /// <returns>Such as <c>ABCD at https://plex.tv/link</c>.</returns>
    public override string ToString() => $"{Code} at {Address.AbsoluteUri}";
}
