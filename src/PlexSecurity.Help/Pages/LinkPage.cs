namespace PlexSecurity.Help.Pages;

/// <summary>A related link.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Uri">Where it leads; null for another page of this help, which Get-Help finds by its name.</param>
internal sealed record LinkPage(string Text, string? Uri);
