using System.Diagnostics;
using System.Globalization;
using System.Text;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>
/// Reads a body as each kind of response. Each reading must give a valid model or a ResponseException, which a call turns into a
/// PlexException. Any other exception fails the test. Counts the outcomes and keeps the slowest body.
/// </summary>
internal sealed class Oracle
{
    private static readonly Action<ResponseElement>[] Readings =
    [
        response => Check(ResponseMapper.Token(response)),
        response => Check(ResponseMapper.Identity(response)),
        response => Check(ResponseMapper.ServerInfo(response)),
        response => Check(ResponseBody.Source(response, "server://abc")),
        response => Check(ResponseBody.Source(response, "provider://abc")),
        response => Assert.All(ResponseMapper.Providers(response, "a-server").Items, Check),
        response => Assert.All(AccountMapper.Servers(response).Items, Check),
        response => Assert.All(DeviceMapper.Devices(response, "a-client").Items, Check),
        response => Check(AccountMapper.User(response)),
        response => Check(AccountMapper.SignIn(response)),
        response => Check(AccountMapper.SignInState(response)),
    ];

    private readonly Lock _lock = new();
    private long _cases;
    private long _read;
    private long _models;
    private long _errors;
    private TimeSpan _slowest;
    private byte[] _slowestBody = [];

    public long Cases => _cases;

    public void Read(byte[] body)
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _cases);
        try
        {
            ResponseElement response = ResponseReader.Read(body);
            Interlocked.Increment(ref _read);
            foreach (Action<ResponseElement> reading in Readings)
                TryReading(reading, response);
        }
        catch (ResponseException)
        {
            Interlocked.Increment(ref _errors);
        }

        RecordTime(body, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Asserts that models and errors both occurred often, and that no body is slow.</summary>
    public void AssertCoverage(TimeSpan limit)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_cases} bodies, {_read} well-formed; {_models} models, {_errors} errors; slowest "
                + $"{_slowest.TotalMilliseconds:0.0} ms"));
        Assert.True(_models > _cases / 100, $"Only {_models} models in {_cases} bodies.");
        Assert.True(_errors > _cases / 100, $"Only {_errors} errors in {_cases} bodies.");

        // A pause of the garbage collector or the machine can hit any body; a slow body is slow each time.
        TimeSpan repeated = Enumerable.Range(0, 3).Min(_ => Time(_slowestBody));
        Assert.True(repeated < limit, $"{repeated} for {Encoding.UTF8.GetString(_slowestBody)}");
    }

    /// <summary>Measures the time for one body.</summary>
    public TimeSpan Time(byte[] body)
    {
        long start = Stopwatch.GetTimestamp();
        Read(body);
        return Stopwatch.GetElapsedTime(start);
    }

    private void TryReading(Action<ResponseElement> reading, ResponseElement response)
    {
        try
        {
            reading(response);
            Interlocked.Increment(ref _models);
        }
        catch (ResponseException)
        {
            Interlocked.Increment(ref _errors);
        }
    }

    private void RecordTime(byte[] body, TimeSpan time)
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

    /// <summary>Asserts that an identifier is a valid source, as completion needs it, and that its name is printable.</summary>
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
