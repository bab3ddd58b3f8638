package io.bytebucket.server.backup;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.engine.local.file.Reflink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Brings the files of blobs from one place to another, each verified by the checksums of its blocks
 * as it is read. A file is made under another name, made durable, and then moved to its place: so
 * what is there is whole. Thread-safe.
 *
 * <p>Where the file system has copies that share blocks, such are made; else, where it is wished,
 * hard links; else bytes are copied. A hard link is another name of the same file: that is safe
 * because a blob's file is written once, never changed, and removed by its name alone.
 */
final class BlobTransfer {
  /** What may be done beside copying bytes. */
  enum Way {
    /** Nothing: bytes of their own, whatever happens to the original. */
    BYTES,
    /** Copies that share blocks. */
    REFLINK,
    /** Such copies, or else hard links. */
    LINK
  }

  private static final int PIECE_BYTES = 1 << 16;

  private final BlobFiles from;
  private final BlobFiles to;
  private final Path workshop;
  private final RateLimit rate;
  private final Going going;
  private volatile boolean mayReflink;
  private volatile boolean mayLink;

  BlobTransfer(BlobFiles from, BlobFiles to, Path workshop, Way way, RateLimit rate, Going going) {
    this.from = from;
    this.to = to;
    this.workshop = workshop;
    this.rate = rate;
    this.going = going;
    this.mayReflink = way != Way.BYTES;
    this.mayLink = way == Way.LINK;
  }

  /**
   * Brings one.
   *
   * @return the length of its file
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when it is damaged; then nothing is left of it
   */
  long bring(BlobId id) throws IOException {
    Path source = from.fileOf(id);
    Path target = to.fileOf(id);
    Path made = workshop.resolve(id.toString());
    boolean isMoved = false;
    try {
      if (!reflinked(id, source, made) && !linked(id, source, made)) {
        copy(id, source, made);
      }
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
      isMoved = true;
      return Files.size(target);
    } finally {
      if (!isMoved) {
        Files.deleteIfExists(made);
      }
    }
  }

  private boolean reflinked(BlobId id, Path source, Path made) throws IOException {
    if (!mayReflink) {
      return false;
    }
    FileChannel target =
        FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (target) {
      if (!Reflink.copy(source, made)) {
        mayReflink = false;
        Files.delete(made);
        return false;
      }
      verify(id, made);
      target.force(true);
      return true;
    }
  }

  private boolean linked(BlobId id, Path source, Path made) throws IOException {
    if (!mayLink) {
      return false;
    }
    try {
      Files.createLink(made, source);
    } catch (IOException | UnsupportedOperationException notHere) {
      mayLink = false;
      return false;
    }
    verify(id, made);
    return true;
  }

  /** The file as it is, whatever a later version puts at its end; the copy is what is verified. */
  private void copy(BlobId id, Path source, Path made) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
      while (readInto(piece.clear(), id, in) >= 0) {
        pace(piece.flip().remaining());
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
    }
    read(from, id, made, RateLimit.NONE, going);
  }

  /** What cannot be read is the damage of one blob, and no reason to write no others. */
  private static int readInto(ByteBuffer piece, BlobId id, FileChannel in) throws IOException {
    try {
      return in.read(piece);
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          new Failure.Corrupt("blob", id + " cannot be read: " + e.getMessage()), e);
    }
  }

  private void verify(BlobId id, Path file) throws IOException {
    read(from, id, file, rate, going);
  }

  private void pace(long bytes) {
    going.require();
    rate.take(bytes);
  }

  /** Reads a blob's file to its end, and so verifies it. */
  static void read(BlobFiles files, BlobId id, Path file, RateLimit rate, Going going)
      throws IOException {
    try (BlobReader reader = files.open(id, file)) {
      reader.transfer(
          0,
          reader.lengthBytes(),
          bytes -> {
            going.require();
            rate.take(bytes.remaining());
          });
    }
  }
}
