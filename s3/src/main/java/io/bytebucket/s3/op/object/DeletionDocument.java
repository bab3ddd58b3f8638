package io.bytebucket.s3.op.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlFields;
import io.bytebucket.s3.xml.XmlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list of objects that are to be deleted.
 *
 * @param entries in the order of the document, at least one
 * @param isQuiet whether the answer is to name failures only
 */
record DeletionDocument(List<Entry> entries, boolean isQuiet) {
  /** How much memory an entry takes beside its texts, until the answer has been sent. */
  private static final int ENTRY_COST_BYTES = 600;

  private static final int QUIET_CHARS_MAX = 64;

  /**
   * A key that is too long fails alone, without failing the document; but there is a limit to that.
   */
  private static final Map<String, Integer> FIELDS =
      Map.of(
          "Key",
          4 * ObjectKey.LIMIT_BYTES,
          "VersionId",
          1_024,
          "ETag",
          256,
          "Size",
          64,
          "LastModifiedTime",
          64);

  /** The spellings of true that a document may use. */
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "1");

  /**
   * One object, and what became of it.
   *
   * @param target what is to be deleted; empty when it has been refused already
   */
  record Entry(
      String key,
      Optional<String> version,
      Optional<ObjectRemover.Target> target,
      Optional<ObjectRemover.Outcome> outcome) {
    Entry with(ObjectRemover.Outcome became) {
      return new Entry(key, version, target, Optional.of(became));
    }

    /** The same entry, refused. */
    Entry refused(Failure failure) {
      return new Entry(
          key, version, Optional.empty(), Optional.of(new ObjectRemover.Outcome.Refused(failure)));
    }
  }

  /**
   * Reads a {@code Delete} document.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML} or {@link
   *     S3ErrorCode#INVALID_ARGUMENT}
   */
  static DeletionDocument decode(XmlReader document, DocumentBody.Room room)
      throws MalformedXmlException, IOException {
    List<Entry> entries = new ArrayList<>();
    Optional<String> quiet = Optional.empty();
    while (document.next()) {
      if (document.name().equals("Object")) {
        if (entries.size() == ObjectRemover.BATCH_LIMIT) {
          throw malformed();
        }
        XmlFields object = XmlFields.read(document, FIELDS);
        room.take(ENTRY_COST_BYTES + 2L * object.chars());
        entries.add(entry(object));
      } else if (quiet.isEmpty() && document.name().equals("Quiet")) {
        quiet = Optional.of(document.text(QUIET_CHARS_MAX));
      } else {
        document.skip();
      }
    }
    if (entries.isEmpty()) {
      throw malformed();
    }
    return new DeletionDocument(
        entries, quiet.map(String::strip).filter(TRUE::contains).isPresent());
  }

  private static Entry entry(XmlFields object) {
    String key =
        object.text("Key").filter(text -> !text.isEmpty()).orElseThrow(DeletionDocument::malformed);
    Optional<String> version = object.text("VersionId").filter(v -> !v.isEmpty());
    Entry entry = new Entry(key, version, Optional.empty(), Optional.empty());
    Optional<VersionSelector> selector =
        version.isEmpty() ? Optional.of(VersionSelector.current()) : VersionId.parse(version.get());
    if (selector.isEmpty()) {
      return entry.refused(new Failure.NoSuchVersion(key, version.get()));
    }
    try {
      return new Entry(
          key,
          version,
          Optional.of(
              new ObjectRemover.Target(
                  new ObjectKey(key), selector.get(), ConditionHeaders.delete(object))),
          Optional.empty());
    } catch (StoreException tooLong) {
      return entry.refused(tooLong.failure());
    }
  }

  private static S3Exception malformed() {
    return new S3Exception(S3ErrorCode.MALFORMED_XML);
  }
}
