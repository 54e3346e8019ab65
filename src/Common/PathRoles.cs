using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Common;

/// <summary>
/// The one rule for paths: no file that a command writes may be one that it reads, or writes for another purpose, by any name of the
/// same file. A verb lists its files and calls <see cref="Check"/> before any work.
/// </summary>
/// <remarks>
/// Of every file that is written the temporary names are listed too. Standard output and standard error are always among the written
/// ones, since a shell may have pointed them at any file; that both are the same file is usual and allowed.
/// </remarks>
internal sealed class PathRoles
{
    private const string Standard = "-";
    private readonly List<Entry> _entries = [];

    /// <summary>Lists a file that is read.</summary>
    /// <param name="role">What names it, such as <c>--data</c>.</param>
    /// <param name="path">Its path; a dash for standard input, null for none.</param>
    public PathRoles Read(string role, string? path) => Add(new Entry(role, path, null, EntryKind.Read));

    /// <summary>Lists files that are read.</summary>
    public PathRoles Read(string role, IEnumerable<string>? paths)
    {
        foreach (var path in paths ?? [])
            Read(role, path);
        return this;
    }

    /// <summary>Lists a file that an option names and that is written whole, or to a device.</summary>
    /// <param name="option">The option.</param>
    /// <param name="path">Its path; a dash for standard output, null for none.</param>
    public PathRoles Write(string option, string? path)
    {
        if (path is null or Standard || string.IsNullOrWhiteSpace(path))
            return this;
        Add(new Entry(option, path, option, EntryKind.Written));
        return WholeFile.IsDevice(path) ? this : Temporary(option, WholeFile.TemporaryNameOf(WholeFile.GoalOf(path)));
    }

    /// <summary>Lists a file that is written because of an option, under a name that follows from the option's.</summary>
    /// <remarks>A link of that name is replaced itself, so what it leads to doesn't count.</remarks>
    /// <param name="what">What it is, such as <c>the journal</c>.</param>
    /// <param name="option">The option that decides its name.</param>
    /// <param name="path">Its path.</param>
    public PathRoles WriteBeside(string what, string option, string path) =>
        Add(new Entry($"{what} of {option}", path, option, EntryKind.Written, IsOwn: true))
            .Temporary(option, WholeFile.TemporaryNameOf(path));

    /// <summary>Lists a folder whose files are this program's own.</summary>
    /// <inheritdoc cref="WriteBeside" path="/param"/>
    public PathRoles WriteFolder(string what, string option, string path) =>
        Add(new Entry($"{what} of {option}", path, option, EntryKind.Folder));

    /// <summary>Refuses files that meet.</summary>
    /// <exception cref="RequestException">Two of them are the same file.</exception>
    public void Check()
    {
        var reads = _entries.Where(entry => entry.Kind == EntryKind.Read).ToList();
        var writes = _entries.Where(entry => entry.Kind != EntryKind.Read).Concat(StandardOnes()).ToList();
        foreach (var (i, written) in writes.Index())
        {
            if (reads.Concat(writes.Take(i)).FirstOrDefault(written.IsSameFileAs) is { } other)
                throw Refuse(other, written);
        }
    }

    private static RequestException Refuse(Entry one, Entry other)
    {
        var isRead = one.Kind == EntryKind.Read;
        var isInside = one.Kind == EntryKind.Folder || other.Kind == EntryKind.Folder || !one.Identity.IsSameAs(other.Identity);
        var option = other.Option ?? one.Option;
        return new RequestException(
            $"{one.Show()} and {other.Show()} {(isInside ? "lie one in the other" : "are the same file")}, " +
            $"which would be {(isRead ? "read and overwritten" : "written for two purposes")}. " +
            (option is null ? "Redirect standard output and standard error to files that are not read." : $"Give {option} another name."));
    }

    private static IEnumerable<Entry> StandardOnes()
    {
        if (OperatingSystem.IsWindows())
            yield break;
        if (StandardDescriptor.IsWritable(1))
            yield return new Entry("standard output", "/dev/fd/1", null, EntryKind.StandardOutput);
        if (StandardDescriptor.IsWritable(2))
            yield return new Entry("standard error", "/dev/fd/2", null, EntryKind.StandardError);
    }

    private PathRoles Temporary(string option, string path) =>
        Add(new Entry($"the temporary file of {option}", path, option, EntryKind.Written, IsOwn: true));

    private PathRoles Add(Entry entry)
    {
        if (entry.Path is null || string.IsNullOrWhiteSpace(entry.Path))
            return this;
        if (entry.Path != Standard)
            _entries.Add(entry);
        else if (!OperatingSystem.IsWindows() && StandardDescriptor.IsReadable(0))
            _entries.Add(entry with { Role = "standard input", Path = "/dev/fd/0", IsStandard = true });
        return this;
    }

    private enum EntryKind
    {
        Read,
        Written,
        Folder,
        StandardOutput,
        StandardError,
    }

    private sealed record Entry(string Role, string? Path, string? Option, EntryKind Kind, bool IsStandard = false, bool IsOwn = false)
    {
        private FileIdentity? _identity;

        // A link of a name that this program chose is replaced, and not followed.
        public FileIdentity Identity => _identity ??= FileIdentity.Of(Path!, followsLink: !IsOwn);

        private bool IsStream => IsStandard || Kind is EntryKind.StandardOutput or EntryKind.StandardError;

        private bool IsStandardWriter => Kind is EntryKind.StandardOutput or EntryKind.StandardError
            || NodeType.DescriptorOf(System.IO.Path.GetFullPath(WholeFile.GoalOf(Path!))) is 1 or 2;

        public string Show() => IsStream ? Role : $"{Role} ({Path})";

        public bool IsSameFileAs(Entry other)
        {
            // One log of all that is said is usual, and /dev/stdout is standard output by another name.
            if (Kind is EntryKind.StandardOutput or EntryKind.StandardError && other.Kind != EntryKind.Read && other.IsStandardWriter)
                return false;

            // A terminal is read and written at once, and so is a socket that a server passes on; a pipe with a name is not.
            var (a, b) = (Identity, other.Identity);
            if (a.IsDevice || b.IsDevice || (a.IsPipe && b.IsPipe && (IsStream || other.IsStream)))
                return false;
            return a.IsSameAs(b) || Contains(this, other) || Contains(other, this);
        }

        // Of a folder its files are meant; of a file to be written, that nothing can lie in it.
        private static bool Contains(Entry outer, Entry inner) =>
            (outer.Kind == EntryKind.Folder || (outer.Kind == EntryKind.Written && !outer.Identity.IsFolder))
                && inner.Identity.IsIn(outer.Identity);
    }
}
