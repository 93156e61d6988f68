using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlexSecurity.Security;

/// <summary>The SHA-256 thumbprint of a certificate: 64 uppercase hexadecimal digits.</summary>
internal static class CertificateThumbprint
{
    private const int Digits = 64;
    private const int DigitsOfSha1 = 40;

    private const string Advice =
        "Specify the SHA-256 thumbprint: 64 hexadecimal digits, with or without colons or spaces between the pairs. "
        + "To read it from a server: openssl s_client -connect HOST:32400 </dev/null | openssl x509 -noout -fingerprint -sha256. "
        + "In PowerShell: $certificate.GetCertHashString('SHA256'); Get-Help about_PlexSecurity shows how to get the "
            + "certificate.";

    public static string Of(X509Certificate certificate)
    {
        using SHA256 hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(certificate.GetRawCertData())).Replace("-", string.Empty);
    }

    /// <summary>Parses a thumbprint, with or without a colon or a space between the pairs.</summary>
    /// <exception cref="PlexException">
    /// <see cref="PlexError.InvalidThumbprint"/>. The message does not contain the text.
    /// </exception>
    public static string Parse(string text)
    {
        char[] digits = new char[Digits];
        int count = 0;
        bool isInvalid = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isBetweenPairs = count % 2 == 0 && i > 0 && i < text.Length - 1 && text[i - 1] is not (':' or ' ');
            if (c is ':' or ' ' && isBetweenPairs)
                continue;
            isInvalid |= c is not ((>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f'));
            if (count < Digits)
                digits[count] = char.ToUpperInvariant(c);
            count++;
        }

        if (!isInvalid && count == Digits)
            return new string(digits);
        string fault = text.Length == 0 ? "is empty"
            : isInvalid ? "contains characters other than hexadecimal digits"
            : count == DigitsOfSha1 ? "has 40 digits, like a SHA-1 thumbprint"
            : $"has {count} digits instead of {Digits}";
        throw new PlexException(
            PlexError.InvalidThumbprint,
            $"The thumbprint of the certificate {fault}; a SHA-256 thumbprint is required.",
            Advice);
    }
}
