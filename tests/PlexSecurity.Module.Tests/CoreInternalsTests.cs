using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using PlexSecurity.Module.Tests.Help;

namespace PlexSecurity.Module.Tests;

/// <summary>The module uses only public members of the core, and internal members listed in <c>CoreInternals.md</c>.</summary>
public sealed partial class CoreInternalsTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_list_of_internal_members_matches_the_use_in_the_module()
    {
        string page = File.ReadAllText(
            Path.Combine(HelpPages.Root, "src", "PlexSecurity", "CoreInternals.md"));
        IEnumerable<string> listed = Row().Matches(page)
            .SelectMany(row => Name().Matches(row.Groups["names"].Value))
            .Select(name => name.Groups["name"].Value)
            .Order(StringComparer.Ordinal);

        Assert.Equal(listed, UsedInternals().Order(StringComparer.Ordinal));
    }

    private static SortedSet<string> UsedInternals()
    {
        string folder = Path.Combine(Path.GetDirectoryName(TestedModule.Manifest)!, "bin", TestedModule.Build);
        AssemblyLoadContext context = new("CoreInternals", isCollectible: true);
        try
        {
            Assembly core = context.LoadFromAssemblyPath(Path.Combine(folder, "PlexSecurity.Core.dll"));
            using PEReader module = new(File.OpenRead(Path.Combine(folder, "PlexSecurity.dll")));
            MetadataReader metadata = module.GetMetadataReader();
            SortedSet<string> used = [];
            foreach (TypeReferenceHandle handle in metadata.TypeReferences)
            {
                if (CoreType(core, metadata, handle) is { IsVisible: false } type)
                    used.Add(Name(type));
            }

            foreach (MemberReferenceHandle handle in metadata.MemberReferences)
            {
                MemberReference member = metadata.GetMemberReference(handle);
                string name = metadata.GetString(member.Name);
                if (CoreType(core, metadata, member.Parent) is { IsVisible: true } type
                    && type.GetMember(name, Declared).All(IsInternal))
                    used.Add($"{Name(type)}.{Accessor().Replace(name, string.Empty)}");
            }

            return used;
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Returns the core type of a reference; null if it is a polyfill or not a core type.</summary>
    private static Type? CoreType(Assembly core, MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeReference)
            return null;
        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return CoreType(core, metadata, type.ResolutionScope)?.GetNestedType(metadata.GetString(type.Name), Declared);
        string space = metadata.GetString(type.Namespace);
        return type.ResolutionScope.Kind == HandleKind.AssemblyReference
            && space.StartsWith("PlexSecurity", StringComparison.Ordinal)
                ? core.GetType($"{space}.{metadata.GetString(type.Name)}", throwOnError: true)
                : null;
    }

    private static bool IsInternal(MemberInfo member) => member switch
    {
        MethodBase method => !method.IsPublic && !method.IsFamily && !method.IsFamilyOrAssembly,
        FieldInfo field => !field.IsPublic && !field.IsFamily,
        _ => false,
    };

    private static string Name(Type type) =>
        Arity().Replace(type.FullName!["PlexSecurity.".Length..], string.Empty);

    [GeneratedRegex(@"^\| (?<names>`[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[gs]et_")]
    private static partial Regex Accessor();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
