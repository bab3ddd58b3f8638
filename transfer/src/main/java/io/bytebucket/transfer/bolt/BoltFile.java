package io.bytebucket.transfer.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database of Bolt, opened to read what its latest whole commit wrote. Not thread-safe. The
 * program that writes it must be stopped: it is not locked.
 *
 * @see <a href="https://pkg.go.dev/go.etcd.io/bbolt">bbolt</a>
 */
public final class BoltFile implements AutoCloseable {
  /**
   * The most bytes that a page has with those that belong to it: the longest value is shorter. A
   * page and its values are in memory at the same time.
   */
  static final int PAGE_BYTES_MAX = 16 << 20;

  /**
   * How often each page may be read. Buckets that hold themselves, or each other, many times over
   * would go on without end; nobody who reads a file needs nearly as many.
   */
  private static final int READS_MAX = 64;

  /** At how many places, each twice as far as the one before, the second meta page may be. */
  private static final int META_PLACES = 15;

  private final Path path;
  private final FileChannel channel;
  private final long lengthBytes;
  private final BoltMeta meta;

  /** How many pages may still be read. */
  private long budget;

  private BoltFile(Path path, FileChannel channel, long lengthBytes, BoltMeta meta) {
    this.path = path;
    this.channel = channel;
    this.lengthBytes = lengthBytes;
    this.meta = meta;
    this.budget = (lengthBytes / meta.pageSize() + 1) * READS_MAX;
  }

  /**
   * Opens a file.
   *
   * @param path of a regular file; no symbolic link
   * @throws BoltException when it is no database of Bolt, or neither of its meta pages is whole
   */
  public static BoltFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      long lengthBytes = channel.size();
      return new BoltFile(path, channel, lengthBytes, meta(path, channel, lengthBytes));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static BoltMeta meta(Path path, FileChannel channel, long lengthBytes)
      throws IOException {
    Optional<BoltMeta> first = metaAt(channel, 0, lengthBytes);
    Optional<BoltMeta> second =
        first.isPresent()
            ? metaAt(channel, first.get().pageSize(), lengthBytes)
            : secondAnywhere(channel, lengthBytes);
    return Stream.of(first, second)
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(BoltMeta::transaction))
        .orElseThrow(() ->
            new BoltException(
                path, "not a database of Bolt, or both of its meta pages are damaged"));
  }

  /** Only the first one tells where the second one is. */
  private static Optional<BoltMeta> secondAnywhere(FileChannel channel, long lengthBytes)
      throws IOException {
    for (int i = 0; i < META_PLACES; i++) {
      int pageSize = BoltMeta.PAGE_SIZE_MIN << i;
      Optional<BoltMeta> meta =
          metaAt(channel, pageSize, lengthBytes).filter(found -> found.pageSize() == pageSize);
      if (meta.isPresent()) {
        return meta;
      }
    }
    return Optional.empty();
  }

  private static Optional<BoltMeta> metaAt(FileChannel channel, long offset, long lengthBytes)
      throws IOException {
    return offset + BoltMeta.LENGTH_BYTES > lengthBytes
        ? Optional.empty()
        : BoltMeta.parse(read(channel, offset, BoltMeta.LENGTH_BYTES));
  }

  /** The outermost bucket: all that it has are buckets. */
  public BoltBucket root() {
    return new BoltBucket(this, meta.rootPage());
  }

  /** The page of that number, with those that belong to it. */
  BoltPage page(long id) throws IOException {
    int pageSize = meta.pageSize();
    if (id < 2 || id >= Math.min(meta.pageCount(), lengthBytes / pageSize)) {
      throw damaged(id, "there is no such page");
    }
    byte[] header = read(channel, id * pageSize, BoltPage.HEADER_BYTES);
    if (BoltPage.id(header) != id) {
      throw damaged(id, "it says it is page " + BoltPage.id(header));
    }
    long pages = BoltPage.overflow(header) + 1;
    if (pages * pageSize > PAGE_BYTES_MAX || (id + pages) * pageSize > lengthBytes) {
      throw damaged(id, "%d pages belong to it".formatted(pages));
    }
    budget -= pages;
    if (budget < 0) {
      throw damaged(id, "buckets that hold each other");
    }
    byte[] bytes = read(channel, id * pageSize, (int) (pages * pageSize));
    return new BoltPage(bytes, reason -> damaged(id, reason));
  }

  BoltException damaged(long page, String reason) {
    return new BoltException(path, "page " + page + ": " + reason);
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
