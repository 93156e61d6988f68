using System.Diagnostics;
using System.Globalization;
using System.Text;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>
/// Reads a body as every response there is: each reading must end in a model that keeps its promises, or in a ResponseException,
/// which a call turns into a PlexException. Anything else is thrown on. Counts, and remembers the slowest body.
/// </summary>
internal sealed class Oracle
{
    private static readonly Action<ResponseElement>[] Readings =
    [
        answer => Check(ResponseMapper.Token(answer)),
        answer => Check(ResponseMapper.Identity(answer)),
        answer => Check(ResponseMapper.ServerInfo(answer)),
        answer => Check(ResponseBody.Source(answer, "server://abc")),
        answer => Check(ResponseBody.Source(answer, "provider://abc")),
        answer => Assert.All(ResponseMapper.Providers(answer, "a-server").Items, Check),
        answer => Assert.All(AccountMapper.Servers(answer).Items, Check),
        answer => Assert.All(DeviceMapper.Devices(answer, "a-client").Items, Check),
        answer => Check(AccountMapper.User(answer)),
        answer => Check(AccountMapper.SignIn(answer)),
        answer => Check(AccountMapper.SignInState(answer)),
    ];

    private readonly Lock _lock = new();
    private long _cases;
    private long _read;
    private long _models;
    private long _faults;
    private TimeSpan _slowest;
    private byte[] _slowestBody = [];

    public long Cases => _cases;

    public void Try(byte[] body)
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _cases);
        try
        {
            ResponseElement answer = ResponseReader.Read(body);
            Interlocked.Increment(ref _read);
            foreach (Action<ResponseElement> reading in Readings)
                TryReading(reading, answer);
        }
        catch (ResponseException)
        {
            Interlocked.Increment(ref _faults);
        }

        Note(body, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>That it was not in vain: both ends came often; and that no body is slow by itself.</summary>
    public void AssertSound(TimeSpan bound)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_cases} bodies, {_read} well-formed; {_models} models, {_faults} faults; slowest "
                + $"{_slowest.TotalMilliseconds:0.0} ms"));
        Assert.True(_models > _cases / 100, $"Only {_models} models of {_cases} bodies.");
        Assert.True(_faults > _cases / 100, $"Only {_faults} faults of {_cases} bodies.");

        // A pause of the collector or of the machine hits any body; a slow body is slow each time.
        TimeSpan again = Enumerable.Range(0, 3).Min(_ => Time(_slowestBody));
        Assert.True(again < bound, $"{again} for {Encoding.UTF8.GetString(_slowestBody)}");
    }

    /// <summary>The time that one body takes.</summary>
    public TimeSpan Time(byte[] body)
    {
        long start = Stopwatch.GetTimestamp();
        Try(body);
        return Stopwatch.GetElapsedTime(start);
    }

    private void TryReading(Action<ResponseElement> reading, ResponseElement answer)
    {
        try
        {
            reading(answer);
            Interlocked.Increment(ref _models);
        }
        catch (ResponseException)
        {
            Interlocked.Increment(ref _faults);
        }
    }

    private void Note(byte[] body, TimeSpan time)
    {
        lock (_lock)
        {
            if (time > _slowest)
                (_slowest, _slowestBody) = (time, body);
        }
    }

    private static void Check(PlexToken token)
    {
        string text = token.Reveal();
        Assert.InRange(text.Length, 1, PlexToken.MaximumLength);
        foreach (char c in text)
            Assert.InRange(c, '!', '~');
    }

    private static void Check(PlexIdentity identity) => CheckNamed(identity.MachineIdentifier, identity.Version);

    private static void Check(PlexServerInfo info)
    {
        if (info.MachineIdentifier is not null)
            CheckNamed(info.MachineIdentifier, info.Name);
        Printable.Check(info.Name);
        Printable.Check(info.Version);
    }

    /// <summary>
    /// What is remembered for completion can be asked for, and what is shown beside it does nothing to a terminal.
    /// </summary>
    private static void CheckNamed(string identifier, string? shown)
    {
        Assert.Equal("server://" + identifier, SourceIdentifier.Parse("server://" + identifier).Value);
        Printable.Check(shown);
    }

    private static void Check(AccountServer server)
    {
        Check(server.Source);
        string?[] shown = [server.Source.Owner, server.Source.Product, server.Source.Version, server.Source.Platform,
            server.Source.Identifier, server.Source.Title];
        Assert.All(shown, text => Printable.Check(text));
        if (server.Connection is not null)
        {
            Check(server.Connection);
            string token = server.Connection.AccessToken.Reveal();
            Assert.All(shown, text =>
                Assert.False(token.Length > 5 && text?.Contains(token, StringComparison.OrdinalIgnoreCase) == true));
        }
    }

    private static void Check(PlexAccountDevice device)
    {
        Assert.True(SourceIdentifier.IsIdentifier(device.Id));
        string?[] shown = [device.Name, device.Product, device.Version, device.Platform, device.PublicAddress,
            .. device.Provides];
        Assert.All(shown, text => Printable.Check(text?.Length == 0 ? null : text));
    }

    private static void Check(PlexAccount user)
    {
        Assert.NotEmpty(user.Username);
        Assert.All([user.Username, user.Title, user.Email, user.Id], text => Printable.Check(text));
    }

    private static void Check((string Pin, string Code, TimeSpan Lifetime) signIn)
    {
        Assert.Matches("^[0-9]{1,20}$", signIn.Pin);
        Assert.Matches("^[A-Za-z0-9]{1,64}$", signIn.Code);
        Assert.NotEqual(signIn.Pin, signIn.Code);
        Assert.InRange(signIn.Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal("app.plex.tv", PlexSignIn.GetAuthAddress(signIn.Code, "a-client", "a-product").Host);
    }

    private static void Check((PlexToken? Token, bool IsExpired) state)
    {
        Assert.False(state.IsExpired && state.Token is not null);
        if (state.Token is not null)
            Check(state.Token);
    }

    private static void Check(PlexSource source)
    {
        CheckNamed(source.Identifier, source.Title);
        Assert.Equal(source.Source, SourceIdentifier.Parse(source.Source).Value);
    }

    private static void Check(PlexSourceConnection source)
    {
        PlexToken token = new(source.AccessToken.Reveal());
        Check(token);
        Assert.Equal(token.Kind, source.TokenKind);
        CheckNamed(source.ClientIdentifier, source.Name);
        Assert.InRange(source.Connections.Count, 0, ConnectionMapper.MaximumConnections);
        Assert.All(source.IgnoredConnections, notice => Printable.Check(notice));
        foreach (PlexConnection connection in source.Connections)
        {
            Assert.True(connection.Protocol is "http" or "https");
            Assert.InRange(connection.Port, 1, 65535);
            Assert.NotEmpty(connection.Uri.IdnHost);
            Assert.Empty(connection.Uri.UserInfo + connection.Uri.Query + connection.Uri.Fragment);
            Assert.Equal("/", connection.Uri.PathAndQuery);
            Assert.NotEmpty(connection.Address);
            Assert.NotEmpty(connection.ToString());
            Printable.Check(connection.Address);
            Printable.Check(connection.ToString(), int.MaxValue);
        }
    }
}
