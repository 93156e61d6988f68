using System.Security.Cryptography;

namespace PlexSecurity.Simulator;

/// <summary>The pins of the simulated plex.tv: 900 seconds for a short code, 1800 for a strong one.</summary>
internal sealed class PinStore(TimeProvider clock)
{
    private const string ShortAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const string StrongAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Lock _lock = new();
    private readonly List<SimulatedPin> _pins = [];

    public IReadOnlyList<SimulatedPin> All
    {
        get { lock (_lock) return [.. _pins]; }
    }

    public SimulatedPin Create(bool strong, SimulatedDevice device)
    {
        DateTimeOffset now = clock.GetUtcNow();
        lock (_lock)
        {
            string code;
            do code = NewCode(strong);
            while (_pins.Exists(pin => pin.Code == code));

            // More than 32 bits, like the IDs of plex.tv.
            long id = 5_000_000_000 + RandomNumberGenerator.GetInt32(int.MaxValue);
            var created = new SimulatedPin(id, code, strong, device, now, now.AddSeconds(strong ? 1800 : 900));
            _pins.Add(created);
            return created;
        }
    }

    private static string NewCode(bool strong) => strong
        ? RandomNumberGenerator.GetString(StrongAlphabet, 25)
        : RandomNumberGenerator.GetString(ShortAlphabet, 4);

    /// <summary>Counts a poll and returns the pin; null if the client has no such pin.</summary>
    public SimulatedPin? Poll(long id, string clientIdentifier)
    {
        lock (_lock)
        {
            int index = _pins.FindIndex(pin => pin.Id == id && pin.ClientIdentifier == clientIdentifier);
            return index < 0 ? null : _pins[index] = _pins[index] with { Polls = _pins[index].Polls + 1 };
        }
    }

    /// <exception cref="ArgumentException">There is no such pin.</exception>
    public SimulatedPin Change(string code, Func<SimulatedPin, SimulatedPin?> change)
    {
        lock (_lock)
        {
            int index = _pins.FindIndex(pin => pin.Code == code);
            if (index < 0) throw new ArgumentException("There is no pin with that code.", nameof(code));
            SimulatedPin before = _pins[index];
            if (change(before) is not { } after)
            {
                _pins.RemoveAt(index);
                return before;
            }

            return _pins[index] = after;
        }
    }

    public bool IsExpired(SimulatedPin pin) => pin.ExpiresAt <= clock.GetUtcNow();
}
