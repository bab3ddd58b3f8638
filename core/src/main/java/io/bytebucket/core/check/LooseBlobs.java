package io.bytebucket.core.check;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.maintenance.Starts;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds blobs that no record ever named: what uploads left that were cut off. Only those of starts
 * that are over count. It holds a bounded number of them; when there are more, a repair comes
 * again.
 */
final class LooseBlobs {
  private static final int BATCH = 256;

  /** How many are told of at once. */
  private static final int FOUND_MAX = 100_000;

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Findings findings;
  private final Pace pace;
  private final Starts.Over over;
  private final Set<BlobId> known;
  private final boolean isBlind;
  private final List<BlobId> batch = new ArrayList<>(BATCH);
  private final Set<BlobId> found = new HashSet<>();
  private long seen;

  /**
   * A search.
   *
   * @param over the starts that were over when the check began
   * @param known blobs that something names although they have no reference record
   * @param isBlind whether there are records of which nobody knows what they name
   */
  LooseBlobs(
      MetadataStore metadata,
      BlobStore blobs,
      Findings findings,
      Pace pace,
      Starts.Over over,
      Set<BlobId> known,
      boolean isBlind) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.findings = findings;
    this.pace = pace;
    this.over = over;
    this.known = known;
    this.isBlind = isBlind;
  }

  /** Does it; returns how many blobs there are. */
  long run() {
    blobs.forEach(this::look);
    lookUp();
    if (!found.isEmpty()) {
      // The collector deletes a blob first, and then its record: what was deleted is not there now.
      Set<BlobId> there = new HashSet<>();
      blobs.forEach(blob -> {
        if (found.contains(blob)) {
          there.add(blob);
        }
      });
      there.forEach(this::tell);
    }
    return seen;
  }

  private void look(BlobId blob) {
    pace.requireGoing();
    seen++;
    if (over.contains(blob.start()) && found.size() < FOUND_MAX) {
      batch.add(blob);
      if (batch.size() == BATCH) {
        lookUp();
      }
    }
  }

  private void lookUp() {
    metadata.<List<BlobId>>read(snapshot -> BlobLedger.unaccounted(snapshot, batch)).stream()
        .filter(blob -> !known.contains(blob))
        .forEach(found::add);
    batch.clear();
  }

  private void tell(BlobId blob) {
    Key references = Keyspace.references(blob);
    Key garbage = Keyspace.garbage(blob);
    Remedy remedy =
        Remedy.mend(
            new Edit.Expect(references, Optional.empty()),
            new Edit.Expect(garbage, Optional.empty()),
            new Edit.Put(garbage, new Garbage(Extent.Placement.STORED, 0).encode()));
    findings.add(
        Kind.LOOSE_BLOB,
        new Place.OfBlob(blob),
        "no record names it",
        isBlind ? Remedy.HELD : remedy);
  }
}
