using System.Text;
using CsCheck;

namespace PlexSecurity.Core.Tests.Fuzz;

/// <summary>
/// More than 100,000 random bodies per run, each read as every kind of response. A failure prints the seed and the smallest
/// body that CsCheck finds; the environment variable CsCheck_Seed repeats it.
/// </summary>
public sealed class ResponseFuzzTests
{
    private const int Mutants = 70_000;
    private const int Documents = 20_000;
    private const int RandomTexts = 15_000;

    // For a body of a few hundred bytes, and for one of 1 MiB, which takes at most a third of a second on an idle machine.
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LargestBodyLimit = TimeSpan.FromSeconds(5);

    private static readonly Gen<Mutation> Mutations = Gen.Select(
        Gen.Int[0, (int)MutationKind.Truncate],
        Gen.Int[0, 65535],
        Gen.Frequency((3, Gen.Int[1, 4]), (1, Gen.Int[1, 80])),
        Gen.Int[0, 65535],
        (kind, at, length, value) => new Mutation((MutationKind)kind, at, length, value));

    private static readonly Gen<List<int>> Choices = Gen.Int[0, 4095].List[1, 60];

    private readonly Oracle _oracle = new();

    [Fact]
    public void Mutated_responses_become_a_model_or_an_error()
    {
        Gen<byte[]> mutants = Gen.Select(
            Gen.Int[0, Seeds.All.Length - 1],
            Gen.Int[0, Seeds.All.Length - 1],
            Mutations.List[1, 3],
            (sample, other, mutations) =>
                mutations.Aggregate(Seeds.All[sample], (body, mutation) => mutation.Apply(body, Seeds.All[other])));

        Run(mutants, Mutants);
    }

    [Fact]
    public void Generated_documents_become_a_model_or_an_error()
    {
        Run(Choices.Select(DocumentGenerator.Json), Documents / 2);
        Run(Choices.Select(DocumentGenerator.Xml), Documents / 2);
    }

    [Fact]
    public void Random_fragments_become_an_error()
    {
        // Random text is rarely well-formed, so valid responses are mixed in.
        Run(
            Gen.OneOf(Choices.Select(DocumentGenerator.RandomText), Gen.Int[0, Seeds.All.Length - 1].Select(i => Seeds.All[i])),
            RandomTexts);
    }

    [Theory]
    [InlineData("[", "", "")]
    [InlineData("{\"a\":", "", "")]
    [InlineData("<a>", "", "")]
    [InlineData("{\"MediaContainer\":{\"token\":\"", "a", "\"}}")]
    [InlineData("{\"MediaContainer\":{\"token\":", "9", "}}")]
    [InlineData("{\"MediaContainer\":{\"x\":0", ",\"token\":1", "}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":[{}", ",{}", "]}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":[{}", ",{\"uri\":\"https://a\"}", "]}}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":[{}", ",{\"uri\":1}", "]}}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":{\"uri\":\"https://", "a.", "\"}}}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":{\"uri\":\"https://a/", "../", "\"}}}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":{\"uri\":\"https://", "\u00FC", "\"}}}}")]
    [InlineData("{\"MediaContainer\":{\"Device\":{\"accessToken\":\"a\",\"Connection\":{\"uri\":\"https://[", ":", "\"}}}}")]
    [InlineData("{\"MediaContainer\":{\"machineIdentifier\":\"a\",\"version\":\"", "1.", "\"}}")]
    [InlineData("<MediaContainer token='", "&amp;", "'/>")]
    [InlineData("<MediaContainer>", "<Device/>", "</MediaContainer>")]
    [InlineData("<MediaContainer>", "<!---->", "</MediaContainer>")]
    [InlineData("<MediaContainer><Device accessToken='a'>", "<Connection uri='https://a'/>", "</Device></MediaContainer>")]
    [InlineData("<resources>", "<resource provides='a,a,a,a,a,a,a'/>", "</resources>")]
    [InlineData("<MediaContainer ", "NUMBER=''", "/>")]
    [InlineData("<a:MediaContainer ", "xmlns:NUMBER='x'", "/>")]
    [InlineData("", " ", "")]
    [InlineData("<html>", " ", "")]
    public void The_largest_worst_case_body_is_read_in_time(string start, string repeated, string end)
    {
        StringBuilder text = new(start);
        string filler = repeated.Length > 0 ? repeated : start;
        for (int i = 0; text.Length + filler.Length + end.Length + 16 < 1024 * 1024; i++)
            text.Append(
                filler.Replace("NUMBER", $" a{i}", StringComparison.Ordinal).Replace(": a", ":a", StringComparison.Ordinal));
        byte[] body = Encoding.UTF8.GetBytes(text.Append(end).ToString());

        Assert.True(Enumerable.Range(0, 3).Min(_ => _oracle.Time(body)) < LargestBodyLimit);
    }

    private void Run(Gen<byte[]> bodies, int count)
    {
        long before = _oracle.Cases;
        bodies.Sample(_oracle.Read, iter: count, threads: 2, print: Encoding.UTF8.GetString);
        Assert.InRange(_oracle.Cases - before, count, long.MaxValue);
        _oracle.AssertCoverage(BodyLimit);
    }
}
