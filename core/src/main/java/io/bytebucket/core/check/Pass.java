package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the checks of single tables share while they go through one state of a store. */
final class Pass {
  private final Snapshot snapshot;
  private final Findings findings;
  private final Runnable stopPoint;
  private final Map<Long, String> bucketNames = new HashMap<>();
  private boolean isBlind;

  /**
   * One pass.
   *
   * @param stopPoint is called now and then, and throws when the check is to end
   */
  Pass(Snapshot snapshot, Findings findings, Runnable stopPoint) {
    this.snapshot = snapshot;
    this.findings = findings;
    this.stopPoint = stopPoint;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Runnable stopPoint() {
    return stopPoint;
  }

  /** The names of buckets, by their ids; as many as there are buckets. */
  Map<Long, String> bucketNames() {
    return bucketNames;
  }

  /** What a bucket is called, or would be if it were there. */
  String bucketName(long id) {
    return bucketNames.getOrDefault(id, "(bucket " + id + ")");
  }

  void found(Kind kind, Place place, String detail, Remedy remedy) {
    findings.add(kind, place, detail, remedy);
  }

  /** A row that is no record of its table. */
  void unreadable(Row.Entry row, Place place, RuntimeException e, Remedy remedy) {
    if (NameReader.isOfNames(row.key())) {
      isBlind = true;
    }
    found(Kind.UNREADABLE_ROW, place, Damage.text(e), remedy);
  }

  /** Notes that there is a record of which nobody knows what it names. */
  void isBlind(boolean isSo) {
    isBlind |= isSo;
  }

  /** Whether there is one. */
  boolean isBlind() {
    return isBlind;
  }

  /** What mends something that no unreadable row could need as it is. */
  Remedy unlessBlind(Remedy remedy) {
    return isBlind ? Remedy.HELD : remedy;
  }

  Optional<byte[]> get(Key key) {
    return snapshot.get(key);
  }
}
