package io.bytebucket.core.quarantine;

import io.bytebucket.core.store.MetadataStore;
import java.time.InstantSource;

/**
 * What there is to do about the quarantine of a store. Thread-safe.
 *
 * @param list shows what is in it
 * @param emptier deletes it
 */
public record QuarantineServices(QuarantineList list, QuarantineEmptier emptier) {
  /** Those of that store, which may be served or not. */
  public static QuarantineServices of(MetadataStore metadata, InstantSource clock) {
    return new QuarantineServices(
        QuarantineList.of(metadata), QuarantineEmptier.of(metadata, clock));
  }
}
