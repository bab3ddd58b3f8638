package io.bytebucket.core.listing;

import io.bytebucket.core.object.ObjectRecord;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param items in the order of their keys' bytes
 * @param next where the listing goes on; empty when this is its last page
 */
public record ListPage(List<Item> items, Optional<ListCursor> next) {
  /** One line of a listing. */
  public sealed interface Item {
    /** An object. */
    record Listed(String key, ObjectRecord object) implements Item {}

    /** Several objects that are alike up to and including a delimiter. */
    record CommonPrefix(String prefix) implements Item {}

    /** Where a listing goes on after this item. */
    default ListCursor cursor() {
      return switch (this) {
        case Listed(String key, ObjectRecord object) -> new ListCursor(key, false);
        case CommonPrefix(String prefix) -> new ListCursor(prefix, true);
      };
    }
  }
}
