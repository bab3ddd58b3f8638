package io.bytebucket.transfer.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bucket of Bolt: pairs and further buckets in the order of their keys. Not thread-safe. */
public final class BoltBucket {
  /** The deepest tree; what is larger than any disk has less than half of that. */
  private static final int DEPTH_MAX = 64;

  /** The root and the sequence of a bucket, in front of the page that may follow. */
  private static final int HEADER_BYTES = 16;

  private final BoltFile file;
  private final long rootPage;
  private final Optional<BoltPage> inline;

  /** In how many others it is. */
  private final int nesting;

  BoltBucket(BoltFile file, long rootPage) {
    this(file, rootPage, Optional.empty(), 0);
  }

  private BoltBucket(BoltFile file, long rootPage, Optional<BoltPage> inline, int nesting) {
    this.file = file;
    this.rootPage = rootPage;
    this.inline = inline;
    this.nesting = nesting;
  }

  /** Is shown what a bucket has. */
  public interface Visitor {
    /** A pair; the arrays are the visitor's own. */
    void pair(byte[] key, byte[] value) throws IOException;

    /** A bucket inside. */
    default void bucket(byte[] key, BoltBucket bucket) throws IOException {}
  }

  /**
   * Shows what is in the bucket, in the order of the keys.
   *
   * @throws BoltException when it is damaged; what was shown before was as it says
   */
  public void forEach(Visitor visitor) throws IOException {
    Walk walk = new Walk(visitor);
    if (inline.isPresent()) {
      walk.leaf(rootPage, inline.get());
    } else {
      walk.page(rootPage, 0);
    }
  }

  /** The bucket of that name in this one. */
  public Optional<BoltBucket> bucket(byte[] name) throws IOException {
    Found found = new Found(name);
    forEach(found);
    return Optional.ofNullable(found.bucket);
  }

  private static final class Found implements Visitor {
    private final byte[] name;
    private @Nullable BoltBucket bucket;

    Found(byte[] name) {
      this.name = name;
    }

    @Override
    public void pair(byte[] key, byte[] value) {}

    @Override
    public void bucket(byte[] key, BoltBucket found) {
      if (Arrays.equals(key, name)) {
        bucket = found;
      }
    }
  }

  /**
   * One walk. A page that is met twice would have it go round in circles, or grow without end, so
   * it is met once or the file is damaged; keys that do not ascend are as well.
   */
  private final class Walk {
    private final Visitor visitor;
    private final Set<Long> seen = new HashSet<>();
    private byte @Nullable [] last;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    void page(long id, int depth) throws IOException {
      if (depth > DEPTH_MAX) {
        throw file.damaged(id, "the tree is deeper than " + DEPTH_MAX);
      }
      if (!seen.add(id)) {
        throw file.damaged(id, "it is in its tree twice");
      }
      BoltPage page = file.page(id);
      if (page.isLeaf()) {
        leaf(id, page);
        return;
      }
      for (int i = 0; i < page.count(); i++) {
        page(page.child(i), depth + 1);
      }
    }

    void leaf(long id, BoltPage page) throws IOException {
      for (int i = 0; i < page.count(); i++) {
        byte[] key = page.key(i);
        if (last != null && Arrays.compareUnsigned(last, key) >= 0) {
          throw file.damaged(id, "the key of element %d is not behind the one before".formatted(i));
        }
        last = key;
        byte[] value = page.value(i);
        if (page.isBucket(i)) {
          visitor.bucket(key, inside(id, value));
        } else {
          visitor.pair(key, value);
        }
      }
    }

    private BoltBucket inside(long id, byte[] value) throws IOException {
      if (value.length < HEADER_BYTES) {
        throw file.damaged(id, "a bucket of %d bytes".formatted(value.length));
      }
      long root = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
      if (nesting >= DEPTH_MAX) {
        throw file.damaged(id, "buckets that hold each other");
      }
      if (root != 0) {
        return new BoltBucket(file, root, Optional.empty(), nesting + 1);
      }
      BoltPage page =
          new BoltPage(
              Arrays.copyOfRange(value, HEADER_BYTES, value.length),
              reason -> file.damaged(id, "a bucket inside: " + reason));
      if (!page.isLeaf()) {
        throw file.damaged(id, "a bucket inside that is no leaf");
      }
      return new BoltBucket(file, id, Optional.of(page), nesting + 1);
    }
  }
}
