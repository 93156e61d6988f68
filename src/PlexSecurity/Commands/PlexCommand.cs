using System.Collections.Concurrent;
using System.Management.Automation;

namespace PlexSecurity.Commands;

/// <summary>
/// What every cmdlet shares: waiting for work on the pipeline's thread while Ctrl+C ends it, and telling of each request as it
/// happens.
/// </summary>
public abstract class PlexCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly object _news = new();

    private protected CancellationToken StopToken => _stop.Token;

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
        // Not disposed of: what is still running may look at its token once more.
        if (disposing)
            _stop.Cancel();
    }

    /// <summary>Ctrl+C, or a later command that has enough.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Tells of a request, from any thread.</summary>
    private protected void Observe(PlexAttempt attempt) => Post(() => WriteVerbose(attempt.ToString()));

    /// <summary>Has something done on the pipeline's thread, which alone may write, the next time it waits.</summary>
    private protected void Post(Action action)
    {
        _posted.Enqueue(action);
        Wake();
    }

    /// <summary>Waits for a task; what is posted meanwhile is done at once.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Task<T> task)
    {
        if (!task.IsCompleted)
            task.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            DoPosted();
            lock (_news)
            {
                if (!task.IsCompleted && _posted.IsEmpty)
                    Monitor.Wait(_news);
            }
        }

        DoPosted();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for a task without a result.</summary>
    private protected void Await(Task task) => Await(task.ContinueWith(
        static done =>
        {
            done.GetAwaiter().GetResult();
            return true;
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default));

    /// <summary>Writes the results of the calls in their order, each failure as an error of its own.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="all">Whether to wait for all; otherwise only for those that must make room.</param>
    /// <param name="write">Writes a result.</param>
    private protected void WriteFinished<T>(OrderedCalls<T> calls, bool all, Action<T> write)
    {
        while (calls.IsHeadDone || calls.IsFull || (all && !calls.IsEmpty))
        {
            (object target, Task<T> task) = calls.Take();
            T result;
            try
            {
                result = Await(task);
            }
            catch (PlexException failure)
            {
                WriteError(ErrorRecords.From(failure, target));
                continue;
            }

            write(result);
        }
    }

    private void Wake()
    {
        lock (_news)
            Monitor.PulseAll(_news);
    }

    private void DoPosted()
    {
        while (_posted.TryDequeue(out Action? action))
            action();
    }
}
