using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;
using PlexSecurity.Benchmarks.Children;

namespace PlexSecurity.Benchmarks.Soak;

/// <summary>The side that asks: several runspaces, each with so many calls at once, and one session for all of them.</summary>
internal static class SoakWorkers
{
    /// <summary>How many calls each runspace has under way at once: the cmdlets' own default.</summary>
    public const int CallsAtOnce = 8;

    /// <summary>Before the calls that are timed, this part of their number is made.</summary>
    public const int WarmUpPart = 10;

    private static readonly string Script = string.Format(
        CultureInfo.InvariantCulture,
        """
        param($session, $outcomes, [int] $from, [int] $to, [int] $tokens)
        $from..$to | ForEach-Object {{ $outcomes.Ask("server://s$_") }} |
            Get-PlexSourceConnection -Session $session -ThrottleLimit {0} -ErrorAction SilentlyContinue -ErrorVariable failed |
            ForEach-Object {{ $outcomes.Answer($_.Source, $_.Name, $_.AccessToken) }}
        foreach ($e in $failed) {{ $outcomes.Error($e) }}
        $issued = @(1..$tokens | ForEach-Object {{ $session }} |
            Get-PlexTransientToken -AsPlainText -ErrorAction SilentlyContinue -ErrorVariable failed)
        foreach ($t in $issued) {{ $outcomes.Token($t) }}
        foreach ($e in $failed) {{ $outcomes.Error($e) }}
        $outcomes.Compare($tokens, $issued.Count + $failed.Count)
        """,
        CallsAtOnce);

    public static void Run(int runspaces, int sources, int tokens)
    {
        using Engine engine = new();
        engine.Import(Places.Module);
        object session = engine.Run(
            "Connect-PlexServer -FromEnvironment -PassThru -TimeoutSec 2 -MaximumRetryCount 6 -RetryIntervalSec 0.05")[0];

        // What is set up once is not to be taken for a leak.
        AskAndTell(session, runspaces, sources / WarmUpPart, tokens / WarmUpPart);
        double heap = GC.GetTotalMemory(forceFullCollection: true);
        long set = Environment.WorkingSet;
        int sockets = Sockets();

        long start = Stopwatch.GetTimestamp();
        AskAndTell(session, runspaces, sources, tokens);
        Figures.Write("seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
        Figures.Write("sockets-before", sockets);
        Figures.Write("sockets-after", Sockets());
        Figures.Write("heap-before", heap);
        Figures.Write("heap-after", GC.GetTotalMemory(forceFullCollection: true));
        Figures.Write("set-before", set);
        Figures.Write("set-after", Environment.WorkingSet);
        engine.Run("Disconnect-PlexServer");
        SpinWait.SpinUntil(static () => Sockets() == 0, TimeSpan.FromSeconds(5));
        Figures.Write("sockets-end", Sockets());
    }

    /// <summary>A method of its own, so that nothing of it is alive when the memory is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AskAndTell(object session, int runspaces, int sources, int tokens)
    {
        Outcomes outcomes = Ask(session, runspaces, sources, tokens);
        Figures.Write("answers", outcomes.Answers);
        Figures.Write("wrong", outcomes.Wrong);
        Figures.Write("lost", outcomes.Lost);
        foreach ((string id, int count) in outcomes.Errors)
            Figures.Write("error-" + id, count);
    }

    private static Outcomes Ask(object session, int runspaces, int sources, int tokens)
    {
        Outcomes outcomes = new();
        Thread[] workers = [.. Enumerable.Range(0, runspaces).Select(i => new Thread(() =>
            Work(session, outcomes, (i * sources / runspaces) + 1, (i + 1) * sources / runspaces, tokens / runspaces)))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        return outcomes;
    }

    private static void Work(object session, Outcomes outcomes, int from, int to, int tokens)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Places.Module]);
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(Script).AddArgument(session).AddArgument(outcomes).AddArgument(from).AddArgument(to).AddArgument(tokens).Invoke();
    }

    /// <summary>The connections of this process to the server that are open.</summary>
    private static int Sockets() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(static connection => connection.State == TcpState.Established && connection.RemoteEndPoint.Port == Cold.Server.Port);
}
