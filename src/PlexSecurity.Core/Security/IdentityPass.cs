namespace PlexSecurity.Security;

/// <summary>The leave to send a token to a machine that has said who it is.</summary>
/// <param name="Server">Who it is.</param>
/// <param name="Ended">How many connections had ended by then; null where it was asked only just now.</param>
/// <param name="Unanswered">How many of them had ended without an answer to what was sent over them.</param>
internal sealed record IdentityPass(PlexIdentity Server, int? Ended, int Unanswered);
