using System.Collections.Concurrent;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// What every cmdlet shares: waiting for work on the pipeline's thread while Ctrl+C ends it, and telling of each request as it
/// happens.
/// </summary>
public abstract class PlexCommand : PSCmdlet, IDisposable
{
    private static readonly Action Nothing = static () => { };

    // Neither is disposed of: what is still running may look at the one, or post to the other, once more.
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<Action> _posted = [];

    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>
    /// The observer of each request, from any thread; null where nobody would read it. For the pipeline's thread.
    /// </summary>
    private protected Action<PlexAttempt>? Observer =>
        IsVerbose ? attempt => Post(() => WriteVerbose(attempt.ToString())) : null;

    private bool IsVerbose
    {
        get
        {
            if (MyInvocation.BoundParameters.TryGetValue("Verbose", out object? given))
                return LanguagePrimitives.IsTrue(given);
            object? preference = SessionState.PSVariable.GetValue("VerbosePreference");
            bool isKnown = preference is ActionPreference action || LanguagePrimitives.TryConvertTo(preference, out action);
            return !isKnown || action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        }
    }

    /// <summary>Ends the work that is still running.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the work that is still running.</summary>
    /// <param name="disposing">Whether this was called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Cancel();
    }

    /// <summary>Ctrl+C, or a later command that has enough.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Runs an action on the pipeline's thread, which alone may write, the next time it waits.</summary>
    private protected void Post(Action action) => _posted.Add(action);

    /// <summary>Has the pipeline's thread check what it waits for.</summary>
    private protected void Wake() => _posted.Add(Nothing);

    /// <summary>Waits for a task; what is posted meanwhile is done at once.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected void Await(Task task)
    {
        if (!task.IsCompleted)
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(Wake);
        WaitUntil(() => task.IsCompleted);
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for a task and gives its result; what is posted meanwhile is done at once.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Task<T> task)
    {
        Await((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Writes the results of the calls in their order, each failure as an error of its own.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="all">Whether to wait for all; otherwise only until there is room for another.</param>
    /// <param name="write">Writes a result.</param>
    private protected void WriteFinished<T>(OrderedCalls<T> calls, bool all, Action<T> write)
    {
        while (!calls.IsEmpty)
        {
            WaitUntil(() => calls.IsHeadDone || !(all || calls.IsFull));
            if (!calls.IsHeadDone)
                return;

            (object target, Task<T> call) = calls.Take();
            T result;
            try
            {
                result = Await(call);
            }
            catch (PlexException failure)
            {
                WriteError(ErrorRecords.From(failure, target));
                continue;
            }

            write(result);
        }
    }

    private void WaitUntil(Func<bool> isDone)
    {
        while (true)
        {
            // First what was posted before the result.
            while (_posted.TryTake(out Action? action))
                action();
            if (isDone())
                return;
            _posted.Take()();
        }
    }
}
