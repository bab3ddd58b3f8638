package io.bytebucket.transfer.s3.listing;

import io.bytebucket.transfer.remote.RemoteException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a listing begins. A page that says that more follows and not where, or
 * that leads back to where it began, is no end: what follows would be left out in silence, or taken
 * for gone.
 */
final class Markers {
  private Markers() {}

  /** Those words; empty ones count as none. */
  static List<String> of(@Nullable String... words) {
    return Arrays.stream(words).map(word -> word == null ? "" : word).toList();
  }

  static void requireFurther(String place, List<String> before, List<String> next) {
    if (next.getFirst().isEmpty()) {
      throw new RemoteException(
          place + ": its listing says that more follows, and does not say where");
    }
    if (next.equals(before)) {
      throw new RemoteException(place + ": its listing begins again and again at the same place");
    }
  }
}
