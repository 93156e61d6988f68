using System.Text.Json;
using System.Xml;
using CsCheck;
using PlexSecurity.Models;
using PlexSecurity.Responses;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>
/// Device lists with random text in every field, including the tokens of other devices: the parsed devices are valid and do not
/// contain their own tokens. <see cref="ResponseFuzzTests"/> covers bodies that are not lists.
/// </summary>
public sealed class DeviceFuzzTests
{
    private const int Lists = 25_000;
    private const string Client = "a-client";

    private static readonly string[] Fields =
    [
        "id", "name", "product", "productVersion", "platform", "provides", "clientIdentifier", "createdAt", "lastSeenAt",
        "publicAddress", "token",
    ];

    private static readonly string[] Tokens =
        ["token-of-a-phone", "Zx9_-q0aTOKEN", "transient-00000000-1111-2222-3333-444444444444"];

    private static readonly Gen<string> Words = Gen.Frequency(
        (4, Any(
            "7", "9000000001", "a/b", "", "server", "client,player", Client, "1700000000", "99999999999999999999", "-1",
            "2026-01-02T03:04:05Z", "9999-12-31T23:59:59Z", "<b>", "=1+1", "\u001b[31m", "\u202E", "\uD83D", "203.0.113.7")),
        (4, Any(Tokens)),
        (2, Any(Tokens).Select(token => $"My {token.ToUpperInvariant()}!")),
        (2, Any(Tokens).Select(token => token.Insert(3, "\u200B"))),
        (1, Gen.String[0, 300]));

    private static readonly Gen<List<string[]>> Devices = Words.Array[Fields.Length].List[1, 4];

    private int _read;

    [Fact]
    public void A_JSON_list_gives_devices_without_their_tokens()
    {
        Devices.Sample(devices => Check(Json(devices)), iter: Lists, threads: 2);

        Assert.InRange(_read, Lists / 2, int.MaxValue);
    }

    [Fact]
    public void An_XML_list_gives_devices_without_their_tokens_or_an_error()
    {
        Devices.Sample(
            devices =>
            {
                try
                {
                    Check(Xml(devices));
                }
                catch (ResponseException)
                {
                    // XML cannot represent some characters.
                }
            },
            iter: Lists,
            threads: 2);

        Assert.InRange(_read, Lists / 10, int.MaxValue);
    }

    private static byte[] Json(List<string[]> devices) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        MediaContainer = new { Device = devices.Select(Named) },
    });

    private static Dictionary<string, string> Named(string[] device) =>
        Fields.Zip(device).ToDictionary(field => field.First, field => field.Second);

    private static byte[] Xml(List<string[]> devices)
    {
        using MemoryStream body = new();
        using (XmlWriter writer = XmlWriter.Create(body, new XmlWriterSettings { CheckCharacters = false }))
        {
            writer.WriteStartElement("MediaContainer");
            foreach (string[] device in devices)
            {
                writer.WriteStartElement("Device");
                foreach ((string name, string value) in Fields.Zip(device))
                    writer.WriteAttributeString(name, DisplayText.WellFormed(value));
                writer.WriteEndElement();
            }
        }

        return body.ToArray();
    }

    private void Check(byte[] body)
    {
        ResponseElement response = ResponseReader.Read(body);
        ResponseElement list = ResponseMapper.Find(response, "MediaContainer")!;
        ResponseList<PlexAccountDevice> devices = DeviceMapper.Devices(response, Client);

        Assert.Equal(list.Children.Count, devices.Items.Count + devices.OmittedCount);
        foreach (PlexAccountDevice device in devices.Items)
        {
            Interlocked.Increment(ref _read);
            // The elements of this device; two can have the same id.
            ResponseElement[] matches = [.. list.Children.Where(element => element["id"] == device.Id)];
            Assert.NotEmpty(matches);
            string?[] shown =
            [
                device.Id, device.Name, device.Product, device.Version, device.Platform, device.ClientIdentifier,
                device.PublicAddress, device.ToString(), .. device.Provides,
            ];
            Assert.All(shown, text => Printable.Check(text is "" ? null : text));
            Assert.Contains(matches, element =>
                device.IsThisClient == string.Equals(element["clientIdentifier"], Client, StringComparison.OrdinalIgnoreCase)
                && !shown.Any(text => Repeats(text, element)));
        }
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool Repeats(string? text, ResponseElement device) =>
        AccountMapper.TokenOf(device, "token") is PlexToken token && Tokens.Contains(token.Reveal())
        && text?.Contains(token.Reveal(), StringComparison.OrdinalIgnoreCase) == true;
}
