using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PlexSecurity.Module.Tests.Engine;

/// <summary>A noninteractive PowerShell host that writes text of a given width to a writer.</summary>
internal sealed class TextHost(TextWriter output, int width) : PSHost
{
    private readonly TextHostUserInterface _ui = new(output, width);

    public override string Name => "PlexSecurity.Module.Tests";

    public override Version Version { get; } = typeof(TextHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new PSNotSupportedException();

    public override void ExitNestedPrompt() => throw new PSNotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
