package io.bytebucket.transfer.s3.listing;

import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.s3.client.BrokenBodyException;
import io.bytebucket.transfer.s3.client.End;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a bucket holds, key after key in the order of S3, read a page at a time. For one thread. */
public final class Listing {
  /** More versions of one key than that are not held; the oldest are left out, and counted. */
  private static final int VERSIONS_MAX = 100_000;

  /** Nor are more counted: it is a listing that goes round in circles. */
  private static final int COUNTED_MAX = 20_000_000;

  /** As many pages in a row may have nothing in them. */
  private static final int EMPTY_PAGES_MAX = 100;

  private final String place;
  private final Pages pages;
  private final ArrayDeque<Found> page = new ArrayDeque<>();
  private @Nullable KeyVersions next;
  private @Nullable String before;
  private boolean isAtEnd;

  private Listing(String place, Pages pages) {
    this.place = place;
    this.pages = pages;
  }

  /** A version, and whose it is. */
  record Found(String key, Version version) {
    /**
     * Of an entry of a page.
     *
     * @throws BrokenBodyException when something lacks that every entry has
     */
    static Found of(
        @Nullable String key,
        @Nullable String id,
        Optional<Long> sizeBytes,
        @Nullable String etag,
        @Nullable Instant modified) {
      if (key == null || sizeBytes.isEmpty() || sizeBytes.get() < 0 || modified == null) {
        throw new BrokenBodyException("A listing has an entry without a key, a size or a date");
      }
      return new Found(
          key,
          new Version(
              id == null ? "" : id, false, sizeBytes.get(), Texts.unquoted(etag), modified));
    }

    /** Of a delete marker in a page; the same. */
    static Found ofMarker(@Nullable String key, @Nullable String id, @Nullable Instant modified) {
      Found found = of(key, id, Optional.of(0L), null, modified);
      return new Found(
          found.key(), new Version(found.version().id(), true, 0, "", found.version().modified()));
    }
  }

  /** Pages of a listing, one after the other. */
  interface Pages {
    /** The next page; empty after the last. */
    Optional<List<Found>> next();
  }

  /**
   * The objects of a bucket.
   *
   * @param hasVersions whether older versions and delete markers are told, too
   * @param after the key behind which it begins
   */
  public static Listing of(End end, String bucket, boolean hasVersions, Optional<String> after) {
    return new Listing(
        end.name() + ": " + bucket,
        hasVersions ? new VersionPages(end, bucket, after) : new ObjectPages(end, bucket, after));
  }

  /** The newest version of one key, if the bucket has one. */
  public static Optional<KeyVersions> ofKey(End end, String bucket, String key) {
    Listing listing =
        new Listing(end.name() + ": " + bucket, VersionPages.newest(end, bucket, key));
    return listing.peek().filter(found -> found.key().equals(key));
  }

  /** Nothing at all: a bucket that is not there. */
  public static Listing empty() {
    return new Listing("", Optional::empty);
  }

  static Listing of(Pages pages) {
    return new Listing("test", pages);
  }

  /** The key that comes next, which stays there; empty at the end. */
  public Optional<KeyVersions> peek() {
    if (next == null) {
      next = read().orElse(null);
    }
    return Optional.ofNullable(next);
  }

  /** Goes on to the next key. */
  public void skip() {
    next = null;
  }

  private Optional<KeyVersions> read() {
    Optional<Found> first = found();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String key = first.get().key();
    if (before != null && KeyVersions.compare(before, key) >= 0) {
      throw new RemoteException(
          place + " is not listed in the order of S3: '" + key + "' comes after '" + before + "'");
    }
    before = key;
    // The newest comes first, and what is left out is what comes last.
    Deque<Version> versions = new ArrayDeque<>();
    int leftOut = 0;
    for (Optional<Found> each = first;
        each.isPresent() && each.get().key().equals(key);
        each = found()) {
      page.removeFirst();
      if (versions.size() < VERSIONS_MAX) {
        versions.addFirst(each.get().version());
      } else {
        leftOut++;
        if (leftOut > COUNTED_MAX) {
          throw new RemoteException(
              place + ": the listing of the versions of '" + key + "' does not end");
        }
      }
    }
    return Optional.of(new KeyVersions(key, new ArrayList<>(versions), leftOut));
  }

  private Optional<Found> found() {
    for (int count = 0; page.isEmpty() && !isAtEnd; count++) {
      if (count > EMPTY_PAGES_MAX) {
        throw new RemoteException(
            place + ": " + count + " pages of its listing in a row have nothing in them");
      }
      Optional<List<Found>> more = pages.next();
      isAtEnd = more.isEmpty();
      more.ifPresent(page::addAll);
    }
    return Optional.ofNullable(page.peekFirst());
  }
}
