using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PlexSecurity.Architecture.Tests;

/// <summary>The use of a type from one file in another file.</summary>
internal sealed record Dependency(SourceFile From, SourceFile To)
{
    public override string ToString() => $"{From.Path} uses {To.Path}";
}

/// <summary>
/// Finds the dependencies between files. The semantic model of the compiler includes what an assembly lacks: constants,
/// <c>nameof</c>, and both branches of <c>#if</c>.
/// </summary>
internal static class Dependencies
{
    private static readonly string[][] Symbols = [["NET", "NET8_0_OR_GREATER"], ["NETSTANDARD2_0"]];

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static IReadOnlyList<Dependency> Read(IReadOnlyList<SourceFile> files) =>
        [.. Symbols.SelectMany(symbols => Read(files, symbols)).Distinct()];

    private static IEnumerable<Dependency> Read(IReadOnlyList<SourceFile> files, string[] symbols)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, preprocessorSymbols: symbols);
        Dictionary<SyntaxTree, SourceFile> trees = files.ToDictionary(file => CSharpSyntaxTree.ParseText(file.Text, options));
        CSharpCompilation compilation = CSharpCompilation.Create("Read", trees.Keys, Framework);
        foreach ((SyntaxTree tree, SourceFile from) in trees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                foreach (SyntaxReference declaration in Declarations(symbol))
                {
                    if (trees[declaration.SyntaxTree] is SourceFile to && to != from)
                        yield return new Dependency(from, to);
                }
            }
        }
    }

    /// <summary>The declarations of the type that a name refers to, or of the type that declares the member.</summary>
    private static ImmutableArray<SyntaxReference> Declarations(ISymbol? symbol)
    {
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type?.OriginalDefinition.DeclaringSyntaxReferences ?? [];
    }
}
