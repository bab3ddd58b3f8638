package io.bytebucket.transfer.check;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a report again: every object of which it says that it is there must be there, with that
 * size, ETag and checksum. It keeps nothing in memory. For one thread.
 */
public final class ReportCheck {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final Store store;
  private final boolean isDeep;
  private final TransferListener listener;
  private final Findings findings;
  private long checked;
  private long different;

  /** Is told of every difference. */
  @FunctionalInterface
  public interface Findings {
    /**
     * Takes one.
     *
     * @param what in words
     */
    void found(ReportLine.OfObject object, String what);
  }

  /** How many objects were looked at, and how many of them are not as the report says. */
  public record Result(long checked, long different) {}

  private ReportCheck(Store store, boolean isDeep, TransferListener listener, Findings findings) {
    this.store = store;
    this.isDeep = isDeep;
    this.listener = listener;
    this.findings = findings;
  }

  /**
   * Checks a report against a store.
   *
   * @param isDeep whether every byte is read and held against the checksums
   * @throws io.bytebucket.transfer.lines.LinesException when the report is cut or was changed; then
   *     nothing was looked at
   */
  public static Result run(
      Path report, Store store, boolean isDeep, TransferListener listener, Findings findings)
      throws IOException {
    ReportLine.Totals totals = ReportReader.verify(report);
    ReportLine.Count copied = totals.of(Outcome.COPIED);
    ReportLine.Count equal = totals.of(Outcome.SKIPPED_EQUAL);
    listener.total(copied.objects() + equal.objects(), copied.bytes() + equal.bytes());
    ReportCheck check = new ReportCheck(store, isDeep, listener, findings);
    ReportReader.read(report, check::take);
    return new Result(check.checked, check.different);
  }

  private void take(ReportLine line) throws IOException {
    if (line instanceof ReportLine.OfObject object && object.outcome().isThere()) {
      checked++;
      Optional<String> what = difference(object);
      if (what.isPresent()) {
        different++;
        findings.found(object, what.get());
      }
      listener.done(1, object.sizeBytes());
    }
  }

  private Optional<String> difference(ReportLine.OfObject object) throws IOException {
    try {
      Optional<ObjectReader.Source> source = source(object);
      if (source.isEmpty()) {
        return Optional.of("no version here can have that id");
      }
      ObjectRecord there = store.reader().get(source.get()).record();
      Optional<String> what = ReportedObject.difference(object, there);
      return what.isPresent() || !isDeep ? what : bytes(source.get());
    } catch (StoreException e) {
      return missing(object, e);
    }
  }

  private static Optional<ObjectReader.Source> source(ReportLine.OfObject object) {
    Optional<VersionSelector> version =
        object.versionId().isEmpty()
            ? Optional.of(VersionSelector.current())
            : VersionId.parse(object.versionId());
    return version.map(selector ->
        new ObjectReader.Source(
            new BucketName(object.bucket()), new ObjectKey(object.key()), selector));
  }

  private static Optional<String> missing(ReportLine.OfObject object, StoreException e) {
    return switch (e.failure()) {
      case Failure.DeleteMarker _ ->
          object.isDeleteMarker() ? Optional.empty() : Optional.of("it is a delete marker");
      case Failure.NoSuchBucket _ -> Optional.of("its bucket is not there");
      case Failure.NoSuchKey _ -> Optional.of("it is not there");
      case Failure.NoSuchVersion _ -> Optional.of("that version is not there");
      case Failure.Corrupt _ -> Optional.of("it is damaged");
      case Failure.InvalidBucketName _, Failure.InvalidKey _, Failure.KeyTooLong _ ->
          Optional.of("nothing here can have that name");
      default -> throw e;
    };
  }

  /** Reads every byte; the blocks' own checksums are compared on the way. */
  private Optional<String> bytes(ObjectReader.Source source) throws IOException {
    try (ObjectReader.Content content = store.reader().open(source)) {
      ObjectRecord object = content.object();
      Hash md5 = Hash.digest("MD5");
      Optional<Checksum> whole =
          object.checksum().filter(sum -> sum.type() == Checksum.Type.FULL_OBJECT);
      Optional<Hash> hash = whole.map(sum -> sum.algorithm().newHash());
      content.transfer(0, object.sizeBytes(), piece -> update(piece, md5, hash));
      if (object.partCount() == 0
          && MD5.matcher(object.etag().value()).matches()
          && !ETag.ofMd5(md5.finish()).equals(object.etag())) {
        return Optional.of("its bytes do not have its ETag");
      }
      return hash.isEmpty()
              || Base64.getEncoder()
                  .encodeToString(hash.get().finish())
                  .equals(whole.get().base64())
          ? Optional.empty()
          : Optional.of("its bytes do not have its checksum");
    }
  }

  private static void update(ByteBuffer piece, Hash md5, Optional<Hash> hash) {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    md5.update(bytes, 0, bytes.length);
    if (hash.isPresent()) {
      hash.get().update(bytes, 0, bytes.length);
    }
  }
}
