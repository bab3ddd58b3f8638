package io.bytebucket.core.quarantine;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Deletes what is in quarantine, for good: a row, and in the same commit its references to the
 * bytes that it names. Bytes that nothing else names are garbage from then on. Each row has its
 * record in the audit log, in that commit. Whatever an operation did is durable when it returns.
 * Thread-safe; the store may be served meanwhile.
 *
 * <p>A row that cannot be read might name anything. As long as there is one, nothing is let go of;
 * and it goes only when that is asked for. The bytes that it named then stay, and the next check
 * finds them unnamed.
 */
public final class QuarantineEmptier {
  /** How many rows {@link #some} deletes before it returns. */
  private static final int ROWS_A_CALL = 5_000;

  /** How many blobs one commit lets go of, but for one that has a single deletion. */
  private static final int PIECES_A_COMMIT = 10_000;

  /** How many deletions one commit has. */
  private static final int DELETIONS_A_COMMIT = 50;

  private final MetadataStore metadata;
  private final AuditedStore audited;

  private QuarantineEmptier(MetadataStore metadata, InstantSource clock) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
  }

  /** For the quarantine of that store. */
  public static QuarantineEmptier of(MetadataStore metadata, InstantSource clock) {
    return new QuarantineEmptier(metadata, clock);
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * It was deleted.
     *
     * @param rows how many rows that were, of layouts each of theirs
     * @param left how many were looked at and stay, because what they name is not counted: a repair
     *     mends that
     * @param next the number below which to go on; empty when there is no more, or nothing more can
     *     be deleted
     */
    record Deleted(long rows, long left, Optional<Long> next) implements Outcome {}

    /** There is no such row. */
    record NoSuchRow(long number) implements Outcome {}

    /** Nothing was deleted: that row cannot be read, and has to be deleted as such before. */
    record Unreadable(long number) implements Outcome {}

    /** Nothing was deleted: what that row names is not counted; a repair mends that. */
    record Uncounted(long number) implements Outcome {}
  }

  /** A row that may be deleted, without its value. */
  private record Candidate(Key key, QuarantinedItem item, int pieces) {
    static Candidate of(ItemReader reader, Row.Entry row) {
      return new Candidate(row.key(), reader.item(row), Deletion.pieces(row));
    }

    Deletion deletion(List<Key> keys, boolean isReleased) {
      return new Deletion(keys, item, pieces * keys.size(), isReleased);
    }
  }

  /**
   * Deletes one row; of a layout, all of its rows.
   *
   * @param isUnreadableToo whether it goes if it cannot be read
   * @param isWanted what is left out is as if it were not there
   * @throws StoreException when the store cannot be read or written
   */
  public Outcome one(long number, boolean isUnreadableToo, Predicate<QuarantinedItem> isWanted) {
    Optional<Candidate> found = find(number).filter(row -> isWanted.test(row.item()));
    if (found.isEmpty()) {
      return new Outcome.NoSuchRow(number);
    }
    Candidate row = found.get();
    Optional<BlobId> layout = Deletion.layoutOf(row.key());
    Survey survey = Survey.of(metadata, layout.stream().collect(Collectors.toSet()));
    boolean isReadable = row.item().isReadable() && layout.stream().allMatch(survey::isReadable);
    if (!isReadable && !isUnreadableToo) {
      return new Outcome.Unreadable(number);
    }
    if (isReadable && survey.unreadable().isPresent() && Deletion.keepsBytes(row.key())) {
      return new Outcome.Unreadable(survey.unreadable().get());
    }
    Deletion deletion =
        row.deletion(layout.map(survey::rows).orElseGet(() -> List.of(row.key())), isReadable);
    Done done = make(List.of(deletion));
    if (done.left() > 0) {
      return new Outcome.Uncounted(number);
    }
    return done.rows() == 0
        ? new Outcome.NoSuchRow(number)
        : new Outcome.Deleted(done.rows(), 0, Optional.empty());
  }

  private Optional<Candidate> find(long number) {
    if (number < 1) {
      return Optional.empty();
    }
    Key prefix = QuarantineKeys.rowsFrom(number);
    return metadata.read(snapshot -> {
      ItemReader reader = ItemReader.of(snapshot);
      return snapshot.scan(ScanRequest.prefix(prefix, 1)).entries().stream()
          .filter(QuarantineList::isOfQuarantine)
          .map(row -> Candidate.of(reader, row))
          .findFirst();
    });
  }

  /**
   * Deletes a bounded number of rows, the latest first. Rows that cannot be read go first: a call
   * that deletes such ones deletes no others, and is to be made again.
   *
   * @param below only numbers lower than this; empty for all
   * @param isUnreadableToo whether those go that cannot be read; without it, one of them keeps all
   *     others
   * @param isWanted what is left out is as if it were not there
   * @throws StoreException when the store cannot be read or written
   */
  public Outcome some(
      Optional<Long> below, boolean isUnreadableToo, Predicate<QuarantinedItem> isWanted) {
    Survey survey = Survey.of(metadata, Set.of());
    Optional<Long> unreadable = survey.unreadable();
    if (unreadable.isPresent() && !isUnreadableToo) {
      return new Outcome.Unreadable(unreadable.get());
    }
    List<Candidate> rows = rows(unreadable.isPresent() ? Optional.empty() : below, unreadable);
    List<Deletion> deletions =
        deletions(
            rows.stream().filter(row -> isWanted.test(row.item())).toList(), unreadable.isEmpty());
    if (unreadable.isPresent() && deletions.isEmpty()) {
      return new Outcome.Unreadable(unreadable.get());
    }
    long deleted = 0;
    long left = 0;
    for (List<Deletion> together : commits(deletions)) {
      Done done = make(together);
      deleted += done.rows();
      left += done.left();
    }
    return new Outcome.Deleted(
        deleted,
        left,
        unreadable.isPresent() && deleted == 0
            // They would be found again for ever.
            ? Optional.empty()
            : next(below, survey, rows));
  }

  private static List<List<Deletion>> commits(List<Deletion> deletions) {
    List<List<Deletion>> commits = new ArrayList<>();
    List<Deletion> together = new ArrayList<>();
    int pieces = 0;
    for (Deletion each : deletions) {
      pieces += each.pieces();
      if (pieces > PIECES_A_COMMIT || together.size() == DELETIONS_A_COMMIT) {
        commits.add(List.copyOf(together));
        together.clear();
        pieces = each.pieces();
      }
      together.add(each);
    }
    commits.add(together);
    return commits.stream().filter(commit -> !commit.isEmpty()).toList();
  }

  private static Optional<Long> next(Optional<Long> below, Survey survey, List<Candidate> rows) {
    if (survey.unreadable().isPresent()) {
      // All others are to come.
      return below.or(() -> Optional.of(survey.latest() + 1));
    }
    return rows.size() < ROWS_A_CALL
        ? Optional.empty()
        : Optional.of(rows.getLast().item().number());
  }

  /** The latest rows, of those that cannot be read if there are such, as many as one call takes. */
  private List<Candidate> rows(Optional<Long> below, Optional<Long> unreadable) {
    List<Candidate> rows = new ArrayList<>();
    ItemReader reader = metadata.read(ItemReader::of);
    Survey.walk(
        metadata,
        below,
        row -> {
          if (unreadable.isEmpty() || !Quarantine.isReadable(row)) {
            rows.add(Candidate.of(reader, row));
          }
          return rows.size() < ROWS_A_CALL;
        });
    return rows;
  }

  /** One for each row, and one for all rows of a layout. */
  private List<Deletion> deletions(List<Candidate> rows, boolean isReleased) {
    Set<BlobId> layouts =
        rows.stream()
            .flatMap(row -> Deletion.layoutOf(row.key()).stream())
            .collect(Collectors.toSet());
    Survey survey = Survey.of(metadata, layouts);
    Set<BlobId> seen = new HashSet<>();
    List<Deletion> deletions = new ArrayList<>();
    for (Candidate row : rows) {
      Optional<BlobId> layout = Deletion.layoutOf(row.key());
      if (layout.stream().allMatch(seen::add)) {
        deletions.add(
            row.deletion(layout.map(survey::rows).orElseGet(() -> List.of(row.key())), isReleased));
      }
    }
    return deletions;
  }

  private record Done(long rows, long left) {}

  /** In one commit, or, where something in it is not counted, in one for each. */
  private Done make(List<Deletion> deletions) {
    try {
      long rows =
          audited.<Long>write(
              transaction -> deletions.stream().mapToLong(each -> each.make(transaction)).sum());
      return new Done(rows, 0);
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.Corrupt)) {
        throw e;
      }
      if (deletions.size() == 1) {
        return new Done(0, deletions.getFirst().keys().size());
      }
    }
    long rows = 0;
    long left = 0;
    for (Deletion each : deletions) {
      Done done = make(List.of(each));
      rows += done.rows();
      left += done.left();
    }
    return new Done(rows, left);
  }
}
