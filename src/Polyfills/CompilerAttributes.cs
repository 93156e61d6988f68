// Attributes that the compiler requires for init, required and flow analysis, and that .NET Standard 2.0 does not include. They
// are not generated, because a generator emits them in a different order in each build, which changes the bytes of the assembly.
#pragma warning disable IDE0130 // The compiler finds these by namespace and name, not by folder.

namespace System.Runtime.CompilerServices
{
    /// <summary>Marks init accessors.</summary>
    internal static class IsExternalInit;

    /// <summary>Marks required members and the types that have them.</summary>
    [AttributeUsage(
        AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Keeps compilers that lack a feature from using a member.</summary>
    /// <param name="featureName">The feature.</param>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        /// <summary>The feature.</summary>
        public string FeatureName { get; } = featureName;

        /// <summary>Whether a compiler may use the member without the feature.</summary>
        public bool IsOptional { get; init; }
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Marks constructors that set every required member.</summary>
    [AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;

    /// <summary>Says that an argument is not null where the method returns a value.</summary>
    /// <param name="returnValue">The value.</param>
    [AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        /// <summary>The value.</summary>
        public bool ReturnValue { get; } = returnValue;
    }
}
