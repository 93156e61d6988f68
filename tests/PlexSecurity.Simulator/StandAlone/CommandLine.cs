using System.Globalization;

namespace PlexSecurity.Simulator;

/// <summary>The options of the command line.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        dotnet run --project tests/PlexSecurity.Simulator [-- options]

          --port N               port for HTTP (any free one)
          --https-port N         port for HTTPS (any free one)
          --server-version V     version in /identity
          --minutes N            stop after N minutes (30)
          --token-file PATH      write the admin token to this file instead of the console
          --ready-file PATH      write the addresses and tokens to this file as JSON, when ready
          --until-stdin-closes   stop when standard input ends
          --list-itself          list this server as a source in /security/resources
          --control              let POST /simulator/... control the server
          --account              also simulate plex.tv, behind a CONNECT proxy
          --authority-folder P   write the authority certificate to this folder, for SSL_CERT_FILE
          --proxy-authentication require a user name and a password at the proxy
          --tunnel-servers       let the proxy also connect to the media servers
          --odd-addresses        add unreachable addresses to the account's server
          --help                 show this text
        """;

    public int? HttpPort { get; private set; }

    public int? HttpsPort { get; private set; }

    public string? ServerVersion { get; private set; }

    public double Minutes { get; private set; } = 30;

    public string? TokenFile { get; private set; }

    public string? ReadyFile { get; private set; }

    public bool UntilStdinCloses { get; private set; }

    public bool ListItself { get; private set; }

    public bool Control { get; private set; }

    public bool Account { get; private set; }

    public string? AuthorityFolder { get; private set; }

    public bool ProxyAuthentication { get; private set; }

    public bool TunnelServers { get; private set; }

    public bool OddAddresses { get; private set; }

    public bool Help { get; private set; }

    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static CommandLine Read(IEnumerable<string> arguments)
    {
        var line = new CommandLine();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out string? option)) line.Take(option, rest);
        bool needsAccount =
            line.AuthorityFolder is not null || line.ProxyAuthentication || line.TunnelServers || line.OddAddresses;
        return line.Account || !needsAccount ? line : throw new FormatException("That option needs --account.");
    }

    private void Take(string option, Queue<string> rest)
    {
        string Value() => rest.TryDequeue(out string? value) ? value : throw new FormatException($"{option} needs a value.");
        int Port() => (int)Number(option, Value(), 65535, NumberStyles.None);
        switch (option)
        {
            case "--port": HttpPort = Port(); break;
            case "--https-port": HttpsPort = Port(); break;
            case "--server-version":
                ServerVersion = Value();
                Simulator.ServerVersion.Parse(ServerVersion);
                break;
            case "--minutes": Minutes = Number(option, Value(), 24 * 60); break;
            case "--token-file": TokenFile = Value(); break;
            case "--ready-file": ReadyFile = Value(); break;
            case "--until-stdin-closes": UntilStdinCloses = true; break;
            case "--list-itself": ListItself = true; break;
            case "--control": Control = true; break;
            case "--account": Account = true; break;
            case "--authority-folder": AuthorityFolder = Value(); break;
            case "--proxy-authentication": ProxyAuthentication = true; break;
            case "--tunnel-servers": TunnelServers = true; break;
            case "--odd-addresses": OddAddresses = true; break;
            case "--help" or "-h" or "-?": Help = true; break;
            default: throw new FormatException($"There is no option '{option}'.");
        }
    }

    private static double Number(string option, string text, double most, NumberStyles style = NumberStyles.AllowDecimalPoint) =>
        double.TryParse(text, style, CultureInfo.InvariantCulture, out double number) && number > 0 && number <= most
            ? number
            : throw new FormatException($"{option} needs a number up to {most.ToString(CultureInfo.InvariantCulture)}.");
}
