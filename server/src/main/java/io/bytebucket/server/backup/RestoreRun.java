package io.bytebucket.server.backup;

import io.bytebucket.core.excerpt.Excerpt;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.job.UnfinishedJobs;
import io.bytebucket.core.schema.BlobKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.engine.local.HeldDirectory;
import io.bytebucket.engine.local.UnfinishedDirectory;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a data directory of a backup. Until it is done, the directory is none; after an
 * interruption the same restore goes on with the blobs that are there.
 */
public final class RestoreRun {
  /** A write has so many rows, or a little more than so many bytes. */
  private static final int WRITE_ROWS = 1_000;

  private static final int WRITE_BYTES = 2 << 20;

  private final BackupFolder folder;
  private final Manifest manifest;
  private final Options options;
  private final Progress progress;
  private final Going going;
  private final Clock clock;

  /**
   * What is restored, and how.
   *
   * @param wanted a bucket, or what a prefix stands before in one; nothing for everything
   * @param isLinked whether hard links may be made where reflinks cannot
   * @param threads how many blobs are copied at once
   */
  public record Options(
      Optional<Excerpt.Wanted> wanted, boolean isLinked, RateLimit rate, int threads) {}

  /**
   * What came of it.
   *
   * @param objects current ones and other versions
   * @param blobs how many there are in files of their own
   * @param bytes of these
   * @param findings what is damaged or missing, the first of it
   * @param findingsTotal how much is
   */
  public record Outcome(
      long objects, long blobs, long bytes, List<Finding> findings, long findingsTotal) {}

  /** A restore of a backup of {@code folder}. */
  public RestoreRun(
      BackupFolder folder,
      Manifest manifest,
      Options options,
      Progress progress,
      Going going,
      Clock clock) {
    this.folder = folder;
    this.manifest = manifest;
    this.options = options;
    this.progress = progress;
    this.going = going;
    this.clock = clock;
  }

  /**
   * Does it. On return the directory is one that a server starts on, durably.
   *
   * @throws BackupException when it cannot be done
   * @throws io.bytebucket.engine.local.DataDirectoryException when the directory is not empty
   * @throws Going.StoppedException when it was told to stop
   */
  public Outcome into(Path directory) {
    if (manifest.dataFormat() > HeldDirectory.newestFormat()) {
      throw new BackupException(
          "the backup "
              + manifest.name()
              + " is of a newer program ("
              + manifest.program()
              + "): restore it with that one");
    }
    options.wanted().ifPresent(this::requireBucket);
    try (UnfinishedDirectory target = UnfinishedDirectory.begin(directory, mark())) {
      return restore(target);
    } catch (IOException e) {
      throw failed(directory, e);
    } catch (UncheckedIOException e) {
      throw failed(directory, Objects.requireNonNull(e.getCause()));
    } catch (StoreException e) {
      throw switch (e.failure()) {
        case Failure.NoSuchBucket(String bucket) -> noBucket(bucket);
        case Failure.StorageFull _ ->
            new BackupException(
                "the disk of " + directory + " is full: make room, and the same command goes on",
                e);
        default -> e;
      };
    }
  }

  /** Before anything is made: who mistypes a name should not have to clear up. */
  private void requireBucket(Excerpt.Wanted wanted) {
    Key key = Keyspace.bucket(wanted.bucket().value());
    try (RowChain chain = new RowChain(folder.rowsOf(manifest))) {
      while (chain.peek().isPresent() && chain.peek().get().key().compareTo(key) < 0) {
        going.require();
        chain.advance();
      }
      if (chain.peek().filter(row -> row.key().equals(key)).isEmpty()) {
        throw noBucket(wanted.bucket().value());
      }
    }
  }

  private static BackupException noBucket(String bucket) {
    return new BackupException("the backup has no bucket " + bucket);
  }

  private static BackupException failed(Path directory, IOException e) {
    return new BackupException(
        "cannot restore into " + directory + ": " + BackupFolder.reason(e), e);
  }

  private String mark() {
    return manifest.name()
        + options
            .wanted()
            .map(wanted -> " " + wanted.bucket().value() + "/" + wanted.keyPrefix())
            .orElse("")
        + "\n";
  }

  private Outcome restore(UnfinishedDirectory target) throws IOException {
    progress.total(manifest.counts().blobs(), manifest.counts().bytes());
    long objects;
    try (InlineReader inline = new InlineReader(folder::inlineOf)) {
      objects =
          options.wanted().isPresent()
              ? excerpt(target, options.wanted().get(), inline)
              : everything(target, inline);
    }
    Outcome outcome;
    try (MetadataStore metadata = target.lookAtMetadata(Keyspace.BULK_TAG)) {
      outcome = blobs(target, metadata, objects);
    }
    going.require();
    target.finish(manifest.dataFormat());
    return outcome;
  }

  private long everything(UnfinishedDirectory target, InlineReader inline) throws IOException {
    try (MetadataStore metadata = target.newMetadata(Keyspace.BULK_TAG)) {
      load(
          metadata,
          pointer -> {
            options.rate().take(pointer.lengthBytes());
            progress.done(0, pointer.lengthBytes());
            return inline.read(pointer);
          });
      UnfinishedJobs.stop(metadata, clock.instant());
    }
    return manifest.counts().objects() + manifest.counts().otherVersions();
  }

  private long excerpt(UnfinishedDirectory target, Excerpt.Wanted wanted, InlineReader inline)
      throws IOException {
    try (MetadataStore all = target.newScratch(Keyspace.BULK_TAG)) {
      // Inline bytes are read for what is wanted alone.
      load(all, Pointer::encode);
      try (MetadataStore metadata = target.newMetadata(Keyspace.BULK_TAG)) {
        return Excerpt.copy(
            all,
            metadata,
            wanted,
            value -> {
              going.require();
              return inline.read(Pointer.decode(value));
            });
      }
    }
  }

  /** What becomes of the place of inline bytes. */
  private interface Inline {
    byte[] value(Pointer pointer);
  }

  private void load(MetadataStore metadata, Inline inline) {
    List<Map.Entry<Key, byte[]>> batch = new ArrayList<>();
    long bytes = 0;
    long rows = 0;
    try (RowChain chain = new RowChain(folder.rowsOf(manifest))) {
      while (chain.peek().isPresent()) {
        StoredRow row = chain.peek().get();
        byte[] stored = row.value().orElseThrow();
        byte[] value =
            row.key().tag() == Keyspace.BULK_TAG ? inline.value(Pointer.decode(stored)) : stored;
        batch.add(Map.entry(row.key(), value));
        rows++;
        bytes += value.length;
        if (batch.size() >= WRITE_ROWS || bytes >= WRITE_BYTES) {
          going.require();
          write(metadata, batch);
          batch = new ArrayList<>();
          bytes = 0;
        }
        chain.advance();
      }
    }
    write(metadata, batch);
    if (rows != manifest.counts().rows()) {
      throw new BackupException(
          "the backup has " + rows + " rows of metadata, and not " + manifest.counts().rows());
    }
  }

  private static void write(MetadataStore metadata, List<Map.Entry<Key, byte[]>> rows) {
    metadata.write(transaction -> {
      rows.forEach(row -> transaction.put(row.getKey(), row.getValue()));
      return rows.size();
    });
  }

  private Outcome blobs(UnfinishedDirectory target, MetadataStore metadata, long objects)
      throws IOException {
    BlobFiles files = target.blobs();
    BlobTransfer transfer =
        new BlobTransfer(
            folder.blobs(),
            files,
            target.workshop(),
            options.isLinked() ? BlobTransfer.Way.LINK : BlobTransfer.Way.REFLINK,
            options.rate(),
            going);
    try (Crew crew = new Crew(options.threads())) {
      BlobsBackup blobs =
          new BlobsBackup(
              folder.blobs(),
              files,
              transfer,
              crew,
              progress,
              metadata,
              "the backup does not have it");
      Key all = BlobKeys.allReferences();
      RangeReader.of(metadata)
          .rows(
              all,
              all.afterPrefix(),
              ScanRequest.LIMIT_MAX,
              row -> {
                going.require();
                blobs.take(BlobKeys.blob(row.key()));
                return true;
              });
      blobs.finish();
      files.force();
      Findings findings = BlobNames.findings(metadata, blobs, progress);
      return new Outcome(objects, blobs.blobs(), blobs.bytes(), findings.named(), findings.total());
    }
  }
}
