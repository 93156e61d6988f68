using System.Globalization;
using System.Text;
using System.Text.Json;
using BareModule;
using BenchmarkDotNet.Attributes;
using PlexSecurity.Responses;

namespace PlexSecurity.Benchmarks.Core;

/// <summary>Reading the answer about a source, as JSON and as XML, by the number of its addresses.</summary>
public class ReaderBenchmarks
{
    private static readonly SourceIdentifier Source = SourceIdentifier.Parse("server://243b7a9e");

    private byte[] _json = [];
    private byte[] _xml = [];

    /// <summary>How many addresses the source has.</summary>
    [Params(1, 10, 100)]
    public int Addresses { get; set; }

    /// <summary>Makes the bodies.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        StringBuilder json = new("""{"MediaContainer":{"size":1,"Device":{"name":"Attic","clientIdentifier":"243b7a9e","accessToken":"transient-0d1c2b3a-4f5e-6d7c-8b9a-0f1e2d3c4b5a","Connection":[""");
        StringBuilder xml = new("""<MediaContainer size="1"><Device name="Attic" clientIdentifier="243b7a9e" accessToken="transient-0d1c2b3a-4f5e-6d7c-8b9a-0f1e2d3c4b5a">""");
        for (int i = 1; i <= Addresses; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $$"""{{(i > 1 ? "," : "")}}{"protocol":"https","address":"10.0.2.{{i}}","uri":"https://10-0-2-{{i}}.0a1b2c3d.plex.direct:32400","port":32400,"local":true}""");
            xml.Append(CultureInfo.InvariantCulture, $"""<Connection protocol="https" address="10.0.2.{i}" uri="https://10-0-2-{i}.0a1b2c3d.plex.direct:32400" port="32400" local="1" />""");
        }

        _json = Encoding.UTF8.GetBytes(json.Append("]}}}").ToString());
        _xml = Encoding.UTF8.GetBytes(xml.Append("</Device></MediaContainer>").ToString());
    }

    /// <summary>JSON to a model, by the core.</summary>
    [Benchmark]
    public object Json() => ResponseMapper.Source(ResponseReader.Read(_json), Source);

    /// <summary>XML to a model, by the core.</summary>
    [Benchmark]
    public object Xml() => ResponseMapper.Source(ResponseReader.Read(_xml), Source);

    /// <summary>JSON to records whose addresses stay text, by a source-generated reader.</summary>
    [Benchmark(Baseline = true)]
    public object? BareJson() => JsonSerializer.Deserialize(_json, BareModule.BareJson.Default.SourceAnswer);
}
