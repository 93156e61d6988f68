using System.Collections.Concurrent;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// The base class of the cmdlets: waits for tasks on the pipeline thread, supports Ctrl+C, and writes verbose messages for
/// requests.
/// </summary>
public abstract class PlexCommand : PSCmdlet, IDisposable
{
    // These are not disposed, because pending tasks may still use them.
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<Action> _posted = [];

    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Observes requests from any thread; null if verbose output is off. Call it only on the pipeline thread.</summary>
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

    /// <summary>Cancels the pending work.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the pending work.</summary>
    /// <param name="disposing">Whether this was called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Cancel();
    }

    /// <summary>Cancels the pending work after Ctrl+C, or when a later command stops the pipeline.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Queues an action for the pipeline thread, which may write output. It runs at the next wait.</summary>
    private protected void Post(Action action) => _posted.Add(action);

    /// <summary>Makes the pipeline thread check its condition again.</summary>
    private protected void Wake() => _posted.Add(static () => { });

    /// <summary>Waits for a task and runs queued actions meanwhile.</summary>
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

    /// <summary>Waits for a task, runs queued actions meanwhile, and returns the result.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Task<T> task)
    {
        Await((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Writes the results of the calls in order, and an error for each failed call: of all calls, or until another can be added.
    /// </summary>
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
            // Run the actions that were queued before the result.
            while (_posted.TryTake(out Action? action))
                action();
            if (isDone())
                return;
            _posted.Take()();
        }
    }
}
