using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PlexSecurity.Demo.Engine;

/// <summary>A PowerShell host that writes text to a writer, as wide as it is told, and asks nothing.</summary>
internal sealed class TextHost(TextWriter output, int width, bool color) : PSHost
{
    private readonly TextHostUserInterface _ui = new(output, width, color);

    /// <summary>The code of <c>exit</c>, where a script called it.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "PlexSecurity.Demo";

    public override Version Version { get; } = typeof(TextHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new PSNotSupportedException();

    public override void ExitNestedPrompt() => throw new PSNotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
