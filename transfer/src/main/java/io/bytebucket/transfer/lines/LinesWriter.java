package io.bytebucket.transfer.lines;

import io.bytebucket.transfer.lines.LinesException.Fault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Writes a file of JSON lines whose last line says how many came before it and what their SHA-256
 * is, so that a cut or changed file reads as such. Lines are buffered; {@link #sync} makes all that
 * were added durable. Thread-safe. What fails once fails from then on: the file then stays without
 * its last line.
 */
public final class LinesWriter implements AutoCloseable {
  static final String LINES = "lines";
  static final String SHA256 = "sha256";

  private static final int BUFFER_BYTES = 64 << 10;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest digest;
  private long lines;
  private boolean isBroken;
  private boolean isFinished;

  private LinesWriter(Path file, FileChannel channel, MessageDigest digest, long lines) {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    this.digest = digest;
    this.lines = lines;
  }

  /**
   * A new file, which only its owner can read.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something has that name
   */
  public static LinesWriter create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
    try {
      requireAlone(file, channel);
      forceDirectoryOf(file);
      return new LinesWriter(file, channel, newDigest(), 0);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Goes on with a file that has no last line yet. Hands on the lines that are there; what follows
   * the last whole line is cut off.
   *
   * @throws LinesException when the file has its last line, or a line that cannot be read, or
   *     another process writes it
   */
  public static LinesWriter resume(Path file, LinesReader.Sink known) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      requireAlone(file, channel);
      MessageDigest digest = newDigest();
      long end;
      long lines;
      try (LineInput in = new LineInput(file)) {
        for (byte[] bytes = in.next(); bytes != null; bytes = in.next()) {
          takeKnown(file, in, bytes, known);
          digest(digest, bytes);
        }
        end = in.offset();
        lines = in.line();
      }
      channel.truncate(end);
      channel.position(end);
      return new LinesWriter(file, channel, digest, lines);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Two that write one file would make a file of neither. The lock goes with the channel. */
  private static void requireAlone(Path file, FileChannel channel) throws LinesException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // As if another process had it.
    } catch (IOException noLocksThere) {
      // Not every file system has them.
      return;
    }
    throw new LinesException(Fault.IN_USE, file, 0, "");
  }

  private static void takeKnown(Path file, LineInput in, byte[] bytes, LinesReader.Sink known)
      throws IOException {
    try {
      JsonObject line = JsonObject.parse(bytes);
      if (line.has(LINES)) {
        throw new LinesException(Fault.COMPLETE, file, 0, "");
      }
      known.take(line);
    } catch (MalformedLineException e) {
      throw new LinesException(Fault.MALFORMED, file, in.line(), e.reason());
    }
  }

  /** Adds a line. */
  public void add(JsonObject line) throws IOException {
    byte[] bytes = line.toBytes();
    write(bytes, true);
  }

  private synchronized void write(byte[] bytes, boolean isCounted) throws IOException {
    if (isBroken || isFinished) {
      throw new IOException("nothing can be added to this file of lines any more");
    }
    isBroken = true;
    if (bytes.length > LineInput.LINE_LIMIT_BYTES) {
      throw new IOException("a line is too long");
    }
    out.write(bytes);
    out.write('\n');
    if (isCounted) {
      digest(digest, bytes);
      lines++;
    }
    isBroken = false;
  }

  /** On return all lines that were added before are on disk. */
  public synchronized void sync() throws IOException {
    if (isBroken) {
      throw new IOException("a line could not be written before");
    }
    isBroken = true;
    out.flush();
    channel.force(true);
    isBroken = false;
  }

  /** Adds the last line. On return the whole file is on disk. */
  public synchronized void finish(JsonObject last) throws IOException {
    last.put(LINES, lines).put(SHA256, hex(digest));
    write(last.toBytes(), false);
    sync();
    forceDirectoryOf(file);
    isFinished = true;
  }

  /** Closes the file. Without {@link #finish} it stays one that can be gone on with. */
  @Override
  public synchronized void close() throws IOException {
    try (channel) {
      if (!isBroken && !isFinished) {
        out.flush();
      }
    }
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks a required digest", impossible);
    }
  }

  static void digest(MessageDigest digest, byte[] line) {
    digest.update(line);
    digest.update((byte) '\n');
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void forceDirectoryOf(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
