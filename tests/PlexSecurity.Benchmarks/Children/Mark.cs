namespace PlexSecurity.Benchmarks.Children;

/// <summary>The time in milliseconds and the memory in bytes when a certain result came.</summary>
public sealed record Mark(double Time, long Heap, long WorkingSet);
