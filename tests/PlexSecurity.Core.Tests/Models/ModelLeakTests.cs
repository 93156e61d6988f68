using System.Text.Json;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Models;

/// <summary>A model in a log or in serialized form shows no token.</summary>
public sealed class ModelLeakTests
{
    private const string Secret = "transient-5a6b7c8d-0000-4111-8222-9d8e7f6a5b4c";

    private static readonly Type[] NotModels = [typeof(PlexException), typeof(PlexClientOptions)];

    public static TheoryData<string> ModelNames => [.. Models().Select(model => model.GetType().Name)];

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void A_model_shows_no_token_as_text_or_as_JSON(string name)
    {
        object model = Models().Single(m => m.GetType().Name == name);

        string shown = $"{model}" + JsonSerializer.Serialize(model, model.GetType());

        Assert.DoesNotContain("5a6b7c8d", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("9d8e7f6a", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_public_class_with_properties_is_tested()
    {
        IEnumerable<Type> classes = typeof(PlexToken).Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.GetProperties().Any(property => !property.GetMethod!.IsStatic))
            .Except(NotModels);

        Assert.Equal(
            classes.Select(type => type.Name).Order(StringComparer.Ordinal),
            Models().Select(model => model.GetType().Name).Order(StringComparer.Ordinal));
    }

    private static ResponseElement Device() => ResponseReader.Read(new ArraySegment<byte>(System.Text.Encoding.UTF8.GetBytes(
        $"<MediaContainer><Device id=\"1\" name=\"of {Secret}\" product=\"{Secret}\" token=\"{Secret}\"/></MediaContainer>")));

    private static List<object> Models()
    {
        ResponseElement response = ResponseReader.Read(new ArraySegment<byte>([.. """
            {"MediaContainer":{"machineIdentifier":"abc","version":"1.43.4","friendlyName":"Attic",
              "token":"SECRET","MediaProvider":{"identifier":"library"},
              "Device":{"name":"Attic","accessToken":"SECRET","Connection":[{"uri":"https://a.example"},{"uri":"?SECRET"}]}}}
            """.Replace("SECRET", Secret, StringComparison.Ordinal).Select(c => (byte)c)]));
        PlexSourceConnection source = ResponseBody.Source(response);
        PlexConnection connection = source.Connections[0];
        return
        [
            new PlexToken(Secret),
            new PlexTransientToken(ResponseMapper.Token(response).ToSecureString(), () => DateTimeOffset.UnixEpoch)
            {
                Server = "Attic",
                Uri = new Uri("http://nas:32400"),
                MachineIdentifier = "abc",
            },
            source,
            connection,
            AccountMapper.User(ResponseBody.Read($$"""{"username":"someone","title":"{{Secret}}","authToken":"{{Secret}}"}""")),
            new PlexSignIn("5a6b7c8d", "ABCD", PlexSignIn.LinkPage, DateTimeOffset.UnixEpoch),
            ResponseMapper.Identity(response),
            ResponseMapper.ServerInfo(response),
            SourceIdentifier.Parse("server://abc"),
            PlexClientIdentifier.Resolve("core-tests"),
            new PlexAttempt { Method = "GET", Uri = new Uri("http://nas:32400/identity"), Number = 1, Duration = TimeSpan.Zero },
            DeviceMapper.Devices(Device(), "a-client").Items[0],
            new PlexServerAdvisory { Id = "CVE-2000-1", Title = "x", Affected = "x", Uri = new Uri("https://a.example/") },
            new PlexConnectionTest(source, connection, ConnectionStatus.Unreachable, "no response"),
            ResponseMapper.Providers(response, "Attic").Items[0],
            new ClientSetup().Connect(new Uri("http://nas:32400"), Secret),
        ];
    }
}
