namespace PlexSecurity.Simulator;

/// <summary>The form of a boolean in JSON.</summary>
public enum BooleanForm
{
    /// <summary><c>true</c> and <c>false</c>.</summary>
    TrueFalse,

    /// <summary><c>1</c> and <c>0</c>.</summary>
    Number,

    /// <summary><c>"1"</c> and <c>"0"</c>.</summary>
    Text,
}
