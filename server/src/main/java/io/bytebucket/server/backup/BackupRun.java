package io.bytebucket.server.backup;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.file.RealDisk;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a backup. It may end at any moment, by the death of the process too: then there is no
 * manifest, and the next one goes on with the blobs that are there.
 */
public final class BackupRun {
  /** As many changes in a row are merged when a backup is read; then all rows are written anew. */
  private static final int CHAIN_MAX = 64;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

  private final BackupFolder folder;
  private final BackupSource source;
  private final Options options;
  private final Progress progress;
  private final Going going;
  private final Clock clock;

  /**
   * How it is made.
   *
   * @param isShared whether blobs may share their blocks with those of the store, by reflinks or
   *     hard links, where the file system can
   * @param rate how fast bytes are read
   * @param threads how many blobs are copied at once
   * @param program the version of the program
   */
  public record Options(boolean isShared, RateLimit rate, int threads, String program) {}

  /** A backup of {@code source} into {@code folder}, which is open to write. */
  public BackupRun(
      BackupFolder folder,
      BackupSource source,
      Options options,
      Progress progress,
      Going going,
      Clock clock) {
    this.folder = folder;
    this.source = source;
    this.options = options;
    this.progress = progress;
    this.going = going;
    this.clock = clock;
  }

  /**
   * Makes it. It is durable on return.
   *
   * @throws BackupException when it cannot be made; also when the metadata of the store are damaged
   * @throws Going.StoppedException when it was told to stop
   */
  public Manifest run() {
    try {
      return make();
    } catch (IOException e) {
      throw new BackupException(
          "cannot write to " + folder.path() + ": " + BackupFolder.reason(e), e);
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      throw new BackupException(
          "cannot write to " + folder.path() + ": " + BackupFolder.reason(cause), e);
    } catch (StoreException e) {
      throw e.failure() instanceof Failure.Corrupt(String subject, String detail)
          ? new BackupException(damaged(subject, detail, e), e)
          : e;
    }
  }

  /** Without its metadata nobody knows what a store holds: so there is nothing to be backed up. */
  private static String damaged(String subject, String detail, StoreException e) {
    return "the metadata of the store are damaged (%s: %s%s), so no backup was made; those there are"
            .formatted(
                subject, detail, e.getCause() == null ? "" : ": " + e.getCause().getMessage())
        + " stay as they are. 'bytebucket check' says how much is damaged, and 'bytebucket check"
        + " --repair' mends what can be; else restore the latest backup";
  }

  /**
   * The latest backup is the one of the latest name. One that was made while a clock was ahead
   * would stay the latest for as long, and would be what is restored and kept.
   */
  private void requireLatest(String name, Optional<Manifest> before) {
    if (before.filter(manifest -> manifest.name().compareTo(name) >= 0).isPresent()) {
      throw new BackupException(
          "the latest backup in %s is of %s, which is yet to come, so no backup was made: put the clock right, or back up into a directory of its own"
              .formatted(folder.path(), before.get().name()));
    }
  }

  private Manifest make() throws IOException {
    Optional<Manifest> before = folder.latest();
    String name = freeName(source.moment());
    requireLatest(name, before);
    Path workshop = folder.begin(name);
    boolean isFull = before.isEmpty() || isLong(before.get());
    // Not more is known before all rows were read: it is likely to be much like the time before.
    progress.total(
        before.map(manifest -> manifest.counts().blobs()).orElse(-1L),
        before.map(manifest -> manifest.counts().blobBytes()).orElse(-1L));
    BlobTransfer transfer =
        new BlobTransfer(
            source.blobs(),
            folder.blobs(),
            workshop,
            options.isShared() ? BlobTransfer.Way.LINK : BlobTransfer.Way.BYTES,
            options.rate(),
            going);
    try (Crew crew = new Crew(options.threads());
        RowChain earlier = new RowChain(before.map(folder::rowsOf).orElse(List.of()));
        RowsWriter rows = new RowsWriter(RowsBackup.rowsIn(workshop));
        InlineWriter inline = new InlineWriter(RowsBackup.inlineIn(workshop), name)) {
      BlobsBackup blobs =
          new BlobsBackup(
              source.blobs(),
              folder.blobs(),
              transfer,
              crew,
              progress,
              source.metadata(),
              "its file is missing");
      RowsBackup walk =
          new RowsBackup(earlier, isFull, rows, inline, blobs::take, options.rate(), going);
      RowCounts counts = walk.run(source.metadata());
      rows.finish();
      inline.finish();
      blobs.finish();
      Findings findings = BlobNames.findings(source.metadata(), blobs, progress);
      going.require();
      return publish(
          name, before.filter(_ -> !isFull), before, workshop, counts, blobs, inline, findings);
    }
  }

  private String freeName(Instant moment) {
    String wanted = NAME.format(moment);
    List<String> taken = new ArrayList<>(folder.files("manifests"));
    taken.addAll(folder.files(BackupFolder.ROWS));
    String name = wanted;
    for (int number = 2; taken.contains(name); number++) {
      name = wanted + "-" + number;
    }
    return name;
  }

  private boolean isLong(Manifest before) {
    List<Long> lengths =
        before.files().stream()
            .filter(file -> file.path().startsWith(BackupFolder.ROWS + "/"))
            .map(Manifest.StoredFile::bytes)
            .toList();
    long changes = lengths.stream().skip(1).mapToLong(Long::longValue).sum();
    return lengths.size() >= CHAIN_MAX || changes > lengths.getFirst();
  }

  private Manifest publish(
      String name,
      Optional<Manifest> base,
      Optional<Manifest> before,
      Path workshop,
      RowCounts counts,
      BlobsBackup blobs,
      InlineWriter inline,
      Findings findings)
      throws IOException {
    RealDisk disk = new RealDisk();
    folder.blobs().force();
    move(RowsBackup.rowsIn(workshop), BackupFolder.ROWS, name, disk);
    Manifest.StoredFile rows = folder.describe(BackupFolder.ROWS + "/" + name);
    List<Manifest.StoredFile> files = new ArrayList<>();
    base.ifPresent(manifest ->
        manifest.files().stream()
            .filter(file -> file.path().startsWith(BackupFolder.ROWS + "/"))
            .forEach(files::add));
    files.add(rows);
    // Whatever the rows of the one before point to may still be pointed to.
    before.ifPresent(manifest ->
        manifest.files().stream()
            .filter(file -> file.path().startsWith(BackupFolder.INLINE + "/"))
            .forEach(files::add));
    if (inline.bytes() > 0) {
      move(RowsBackup.inlineIn(workshop), BackupFolder.INLINE, name, disk);
      files.add(folder.describe(BackupFolder.INLINE + "/" + name));
    }
    List<Manifest.StoredFile> needed = ReadBack.needed(folder, files, counts.rows());
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            name,
            source.moment().toString(),
            clock.instant().toString(),
            options.program(),
            source.format(),
            counts.with(blobs.blobs(), blobs.bytes()),
            new Manifest.Moved(
                blobs.broughtBlobs(), blobs.broughtBytes(), rows.bytes(), inline.bytes()),
            needed,
            findings.total(),
            findings.named());
    going.require();
    source.proof().run();
    folder.publish(manifest);
    BackupFolder.removeTree(workshop);
    return manifest;
  }

  private void move(Path file, String kind, String name, RealDisk disk) throws IOException {
    Files.move(file, folder.path().resolve(kind).resolve(name), StandardCopyOption.ATOMIC_MOVE);
    disk.forceDirectory(folder.path().resolve(kind));
  }
}
