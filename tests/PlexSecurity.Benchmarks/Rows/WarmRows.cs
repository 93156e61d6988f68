using System.Globalization;
using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Rows;

/// <summary>A call when everything has been used before.</summary>
internal static class WarmRows
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(PlexSimulator server, int rounds)
    {
        Figures tokens = await Child.RunAsync(server, "tokens", Text(rounds));
        Figures allocation = await Child.RunAsync(server, "allocation", "30");
        List<Row> rows =
        [
            Row.Of("a token, warm", tokens["token"], "a cmdlet with a bare HttpClient", tokens["bare"], 1.15),
            Bytes("allocated by a token in the core", allocation, "token"),
            Bytes("allocated by a source in the core", allocation, "source"),
            Row.Of("a token in the core, warm", allocation["token"], "bare HttpClient", allocation["token-bare"]),
            Row.Of("a source in the core, warm", allocation["source"], "bare HttpClient", allocation["source-bare"]),
        ];
        if (Shell.Path is not null)
            rows.AddRange(await ByHandAsync(server, rounds));
        return rows;
    }

    private static async Task<Row[]> ByHandAsync(PlexSimulator server, int rounds)
    {
        string script = string.Join('\n',
            $"Import-Module '{Places.Module}', '{Places.BareModule}'",
            "Connect-PlexServer -FromEnvironment",
            "$uri = [uri]$env:PLEX_URL; $token = $env:PLEX_TOKEN",
            $"$rounds = {Text(rounds)}",
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Children", "Tokens.ps1")));
        Figures figures = await Child.RunProgramAsync(server, Shell.Path!, Shell.Arguments(script));
        return
        [
            Row.Of("a token, warm, in pwsh", figures["token"], "Invoke-RestMethod", figures["hand"], 1.0 / 3),
            Row.Of("a cmdlet with a bare HttpClient, warm, in pwsh", figures["bare"], "Invoke-RestMethod", figures["hand"]),
            Row.Of("a single token between the others' calls, in pwsh", figures["token-single"], "Invoke-RestMethod", figures["hand-single"]),
            Row.Of(
                "a single call of a cmdlet with a bare HttpClient, likewise",
                figures["bare-single"],
                "Invoke-RestMethod",
                figures["hand-single"]),
        ];
    }

    private static Row Bytes(string what, Figures figures, string name)
    {
        double ours = figures[name + "-bytes"];
        double bare = figures[name + "-bare-bytes"];
        return new Row(what, Kilobytes(ours), "bare HttpClient: " + Kilobytes(bare), ours / bare, 2);
    }

    private static string Kilobytes(double bytes) => Row.Number(bytes / 1024) + " KiB";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
