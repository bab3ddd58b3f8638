package io.bytebucket.transfer.report;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line of a report. Texts are empty where there is nothing to say. */
public sealed interface ReportLine {
  /** How long a reason or another note may be; what is longer is cut. */
  int NOTE_LIMIT = 1_000;

  /**
   * The first line.
   *
   * @param what the command, such as {@code import s3}
   * @param at when it began
   * @param from where from; names and passwords in an address, and its query, are taken out
   * @param to where to; the same
   * @param options with which options that matter to what was done; no secrets
   */
  record Header(String what, Instant at, String from, String to, Map<String, String> options)
      implements ReportLine {
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/?#]*@");
    private static final Pattern QUERY = Pattern.compile("(://[^?#]*)[?#].*", Pattern.DOTALL);

    /** Takes out what may be secret. */
    public Header {
      from = withoutSecrets(from);
      to = withoutSecrets(to);
      options = Map.copyOf(options);
    }

    /** Whether both are of runs that do the same. */
    boolean isLike(Header other) {
      return what.equals(other.what)
          && from.equals(other.from)
          && to.equals(other.to)
          && options.equals(other.options);
    }

    private static String withoutSecrets(String place) {
      return QUERY.matcher(CREDENTIALS.matcher(place).replaceAll("")).replaceAll("$1");
    }
  }

  /** Says that the run was stopped, and went on. */
  record Resumed(Instant at) implements ReportLine {}

  /**
   * What became of one version of an object.
   *
   * @param key any text, even one that is no key of S3
   * @param versionId the version at the end that was written to; empty where that keeps none
   * @param sourceVersionId the version at the end that was read; empty where it is the same or none
   * @param isDeleteMarker whether it only says that the object was deleted
   * @param etag without quotes; empty when it is not known
   * @param checksumAlgorithm by its name in S3; empty when there is no checksum
   * @param checksum as S3 tells it, in Base64; a composite one with the number of parts
   */
  record OfObject(
      String bucket,
      String key,
      String versionId,
      String sourceVersionId,
      boolean isDeleteMarker,
      long sizeBytes,
      String etag,
      String checksumAlgorithm,
      String checksum,
      Outcome outcome,
      String reason)
      implements ReportLine {
    /** Cuts a reason that is too long. */
    public OfObject {
      reason = cut(reason);
    }

    /**
     * A version that was brought over, and of which no checksum is told.
     *
     * @param versionId at the end that was written to; empty where that keeps or has none
     * @param sourceVersionId at the end that was read; empty where it is the same or none
     */
    public static OfObject of(
        String bucket,
        String key,
        String versionId,
        String sourceVersionId,
        boolean isDeleteMarker,
        long sizeBytes,
        String etag) {
      return new OfObject(
          bucket,
          key,
          versionId,
          sourceVersionId,
          isDeleteMarker,
          sizeBytes,
          etag,
          "",
          "",
          Outcome.COPIED,
          "");
    }

    /** A version that could not be read, of which little is known. */
    public static OfObject failed(
        String bucket, String key, String versionId, long sizeBytes, String reason) {
      return of(bucket, key, versionId, "", false, sizeBytes, "")
          .withOutcome(Outcome.FAILED, reason);
    }

    /** The same version, and what became of it instead. */
    public OfObject withOutcome(Outcome other, String why) {
      return new OfObject(
          bucket,
          key,
          versionId,
          sourceVersionId,
          isDeleteMarker,
          sizeBytes,
          etag,
          checksumAlgorithm,
          checksum,
          other,
          why);
    }

    /** The same version with a checksum, each text empty for none. */
    public OfObject withChecksum(String algorithm, String sum) {
      return new OfObject(
          bucket,
          key,
          versionId,
          sourceVersionId,
          isDeleteMarker,
          sizeBytes,
          etag,
          algorithm,
          sum,
          outcome,
          reason);
    }

    /** A version as the store has it, or will have it. */
    public static OfObject of(
        String bucket, ObjectKey key, ObjectRecord version, Outcome outcome, String reason) {
      Optional<Checksum> checksum = version.checksum();
      return of(
              bucket,
              key.value(),
              version.version().text(),
              "",
              version.isDeleteMarker(),
              version.sizeBytes(),
              version.etag().value())
          .withChecksum(
              checksum.map(each -> each.algorithm().name()).orElse(""),
              checksum.map(each -> each.text(version.partCount())).orElse(""))
          .withOutcome(outcome, reason);
    }
  }

  /**
   * Something that is no object and was not carried over.
   *
   * @param kind what kind of thing, in lower case: {@code user}, {@code policy}, {@code setting}
   * @param name which one
   */
  record NotCarried(String kind, String name, String reason) implements ReportLine {
    /** Cuts what is too long. */
    public NotCarried {
      name = cut(name);
      reason = cut(reason);
    }
  }

  /**
   * Counts of versions, and of their bytes.
   *
   * @param objects versions and delete markers
   */
  record Count(long objects, long bytes) {
    static final Count NONE = new Count(0, 0);

    Count plus(long moreBytes) {
      return new Count(objects + 1, bytes + moreBytes);
    }
  }

  /**
   * The last line.
   *
   * @param byOutcome of lines about objects; every outcome has one
   * @param notCarried how many things that are no objects were not carried over
   */
  record Totals(Map<Outcome, Count> byOutcome, long notCarried) implements ReportLine {
    /** Of an empty report. */
    static final Totals NONE = new Totals(Map.of(), 0);

    /** Fills in outcomes that nothing had. */
    public Totals {
      Map<Outcome, Count> all = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        all.put(outcome, byOutcome.getOrDefault(outcome, Count.NONE));
      }
      byOutcome = Map.copyOf(all);
    }

    /** How many lines have that outcome, and the bytes of their objects. */
    public Count of(Outcome outcome) {
      return byOutcome.getOrDefault(outcome, Count.NONE);
    }

    /** Whether everything is there and equal: nothing differs, failed or was not carried over. */
    public boolean isClean() {
      return notCarried == 0
          && byOutcome.entrySet().stream()
              .allMatch(each -> each.getKey().isThere() || each.getValue().objects() == 0);
    }

    /** These and one more line. */
    Totals plus(ReportLine line) {
      return switch (line) {
        case OfObject object -> {
          Map<Outcome, Count> more = new EnumMap<>(byOutcome);
          more.merge(
              object.outcome(), Count.NONE.plus(object.sizeBytes()), (a, b) -> a.plus(b.bytes()));
          yield new Totals(more, notCarried);
        }
        case NotCarried _ -> new Totals(byOutcome, notCarried + 1);
        case Header _, Resumed _, Totals _ -> this;
      };
    }
  }

  /** A note, cut where it is too long. */
  static String cut(String note) {
    if (note.length() <= NOTE_LIMIT) {
      return note;
    }
    int end = Character.isHighSurrogate(note.charAt(NOTE_LIMIT - 1)) ? NOTE_LIMIT - 1 : NOTE_LIMIT;
    return note.substring(0, end) + "...";
  }
}
