package io.bytebucket.core.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that is wrong with a store.
 *
 * @param kind in what way
 * @param place where
 * @param detail how it shows, in one line
 * @param remedy what a repair does about it
 */
public record Finding(Kind kind, Place place, String detail, Remedy remedy) {
  /** In what way a store can be damaged. */
  public enum Kind {
    /** A row under a key that no table makes. */
    UNKNOWN_ROW,
    /** A row whose value is no record of its table. */
    UNREADABLE_ROW,
    /** The engine cannot read the rest of a table. */
    UNREADABLE_TABLE,
    /** A counter is not what it counts. */
    COUNTER,
    /** Ids were used that were not counted as given out, so that they could be given out again. */
    UNCOUNTED_ID,
    /** Rows belong to a bucket that is not there. */
    NO_BUCKET,
    /** A bucket and its settings do not know of each other. */
    SETTING,
    /** A version that is not where it belongs among those of its key. */
    VERSION,
    /** An upload or a part that is not where it belongs. */
    UPLOAD,
    /**
     * Extents or parts in rows of their own that are not whole, or not counted as they are named.
     */
    LAYOUT,
    /** The reference count of a blob is not the number of those that name it. */
    REFERENCES,
    /** A blob is marked to be deleted although something names it. */
    GARBAGE_IN_USE,
    /** Bytes that were committed, and that no record names. */
    UNNAMED_BYTES,
    /** A file that no record ever named, left over from an upload that was cut off. */
    LOOSE_BLOB,
    /** The bytes of an object or a part are missing, cut or damaged. */
    DAMAGED_BYTES,
    /** The bytes are whole, but are not those of the ETag or checksum. */
    WRONG_BYTES,
    /**
     * What a blob says of itself is damaged. All that it is of can be read; a rebuild of lost
     * metadata would miss it.
     */
    DAMAGED_LABEL,
    /** An access key and its user do not know of each other. */
    ACCESS_KEY,
    /** What finds a user by name finds nobody, or a user is not found. */
    USER_INDEX,
    /** A session and the note whose it is do not know of each other. */
    SESSION,
    /** The audit log is not whole. */
    AUDIT;

    /** Its name in documents and metrics. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** As a document: kind, place, detail, and what a repair does. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind.text());
    fields.putAll(place.fields());
    fields.put("detail", detail);
    fields.put("repair", remedy.means().text());
    return fields;
  }

  @Override
  public String toString() {
    return kind.text() + ": " + place.text() + ": " + detail + " [" + remedy.means().text() + "]";
  }
}
