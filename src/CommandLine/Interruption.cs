using System.Runtime.InteropServices;

namespace MlPipeline.CommandLine;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that the work can end well; the second ends the process.</summary>
/// <remarks>
/// System.CommandLine's own handling breaks at the second signal with an unhandled exception. Work that doesn't end within
/// <see cref="Grace"/>, such as a long step in native code or a write to a pipe that no one reads, is ended with the process: what is
/// written is whole at every moment.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    /// <summary>What the work has to end well.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public Interruption() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    /// <summary>Is cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _ended.Set();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (!context.Cancel)
            return;

        new Thread(EndLater) { IsBackground = true }.Start();
        _source.Cancel();
    }

    private void EndLater()
    {
        if (!_ended.Wait(Grace))
            ProcessEnd.Now(ExitCode.Interrupted);
    }
}
