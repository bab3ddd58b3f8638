package io.bytebucket.core.quarantine;

import io.bytebucket.core.check.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row in quarantine as people look at it.
 *
 * @param number its number there, from 1; the latest has the highest
 * @param place where it was, by the names that people know
 * @param kind what was wrong with it, as findings of checks name it
 * @param detail how that showed
 * @param movedAt when it was moved; empty where that cannot be read
 * @param sizeBytes what the object, part or layout has that it was, where that is known
 * @param rowBytes how long the row itself is
 * @param isReadable whether it can be told which bytes it keeps
 */
public record QuarantinedItem(
    long number,
    Place place,
    String kind,
    String detail,
    Optional<Instant> movedAt,
    Optional<Long> sizeBytes,
    long rowBytes,
    boolean isReadable) {
  /** As a document: the names of the place beside the rest. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", number);
    fields.put("kind", kind);
    fields.putAll(place.fields());
    fields.put("detail", detail);
    movedAt.ifPresent(at -> fields.put("movedAt", at.toString()));
    sizeBytes.ifPresent(bytes -> fields.put("bytes", bytes));
    fields.put("rowBytes", rowBytes);
    fields.put("readable", isReadable);
    return fields;
  }

  /** Which bucket it was of; empty where it was of none. */
  public Optional<String> bucket() {
    return place.fields().get("bucket") instanceof String bucket
        ? Optional.of(bucket)
        : Optional.empty();
  }
}
