using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace PlexSecurity.Module.Tests.Engine;

/// <summary>Writes the output of the engine as lines of text. The other streams have their names as prefixes.</summary>
internal sealed class TextHostUserInterface(TextWriter output, int width) : PSHostUserInterface
{
    private const string NoQuestions = "This host is noninteractive; specify every mandatory parameter.";

    private readonly TextRawUserInterface _raw = new(width);

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => false;

    public override void Write(string value) => output.Write(PlainText(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        output.Write(PlainText(value));

    public override void WriteLine(string value) => output.WriteLine(PlainText(value));

    public override void WriteErrorLine(string value) => output.WriteLine(PlainText(value));

    public override void WriteDebugLine(string message) => output.WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => output.WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => output.WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        // A text log has no progress bar.
    }

    public override string ReadLine() => throw new PSNotSupportedException(NoQuestions);

    public override SecureString ReadLineAsSecureString() => throw new PSNotSupportedException(NoQuestions);

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new PSNotSupportedException(NoQuestions);

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw new PSNotSupportedException(NoQuestions);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new PSNotSupportedException(NoQuestions);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw new PSNotSupportedException(NoQuestions);

    /// <summary>The engine decorates text; the host must remove the colors.</summary>
    private static string PlainText(string value) =>
        value is null ? string.Empty : new StringDecorated(value).ToString(OutputRendering.PlainText);
}
