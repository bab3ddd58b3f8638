package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.s3.object.OpenUploads;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run has begun at the target and not yet told in its report: buckets that it works on, and
 * uploads in parts. A file beside the report, each line of it durable on return; it is written anew
 * before it grows, and goes when the run is done. Thread-safe.
 */
final class Journal implements OpenUploads, AutoCloseable {
  private static final int LINES_MAX = 400;
  private static final String BUCKET = "bucket";
  private static final String MOVED = "moved";
  private static final String OPENED = "opened";
  private static final String CLOSED = "closed";

  private final Path file;
  private final Set<String> buckets = new LinkedHashSet<>();
  private final Set<Upload> uploads = new LinkedHashSet<>();
  private boolean isMoved;
  private int lines;
  private @Nullable FileChannel channel;

  private Journal(Path file) {
    this.file = file;
  }

  /** An upload in parts that was begun. */
  record Upload(String bucket, String key, String id) {}

  /** The journal of that file, which need not be there. */
  static Journal open(Path file) {
    Journal journal = new Journal(file);
    try {
      if (Files.exists(file)) {
        String text = Files.readString(file);
        // A last line that was cut is none: what it says was not relied on.
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(journal::read);
      }
      journal.rewrite();
      return journal;
    } catch (IllegalArgumentException e) {
      throw new RemoteException(file + " is damaged: what it says cannot be read", e);
    } catch (IOException e) {
      throw new RemoteException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Another run begins. What one before it left open is still to be given up; how far that came
   * says nothing of this one.
   */
  synchronized void beginAnew() throws IOException {
    buckets.clear();
    isMoved = false;
    rewrite();
  }

  /** Whether the run has begun with that bucket. */
  synchronized boolean hasBegun(String bucket) {
    return buckets.contains(bucket);
  }

  /** The run begins with that bucket. */
  synchronized void begin(String bucket) {
    if (buckets.add(bucket)) {
      add(BUCKET, bucket);
    }
  }

  /** Whether everything was moved, and only the last look is missing. */
  synchronized boolean isMoved() {
    return isMoved;
  }

  /** Everything was moved. */
  synchronized void moved() {
    isMoved = true;
    add(MOVED);
  }

  /** Uploads that nobody works on any more. */
  synchronized Collection<Upload> leftOpen() {
    return List.copyOf(uploads);
  }

  @Override
  public synchronized void opened(String bucket, String key, String uploadId) {
    uploads.add(new Upload(bucket, key, uploadId));
    add(OPENED, bucket, key, uploadId);
  }

  @Override
  public synchronized void closed(String bucket, String key, String uploadId) {
    uploads.remove(new Upload(bucket, key, uploadId));
    add(CLOSED, bucket, key, uploadId);
  }

  /** Takes the file away: the run is done. */
  synchronized void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private void read(String line) {
    String[] words = line.split("\t", -1);
    List<String> said =
        Stream.of(words)
            .skip(1)
            .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
            .toList();
    switch (words[0]) {
      case BUCKET -> {
        if (said.size() == 1) {
          buckets.add(said.getFirst());
        }
      }
      case MOVED -> isMoved = true;
      case OPENED -> {
        if (said.size() == 3) {
          uploads.add(new Upload(said.get(0), said.get(1), said.get(2)));
        }
      }
      case CLOSED -> {
        if (said.size() == 3) {
          uploads.remove(new Upload(said.get(0), said.get(1), said.get(2)));
        }
      }
      default -> {
        // Of a later version.
      }
    }
  }

  private void add(String kind, String... words) {
    try {
      if (++lines > LINES_MAX) {
        rewrite();
      } else {
        append(line(kind, words));
      }
    } catch (IOException e) {
      throw new RemoteException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void append(String text) throws IOException {
    if (channel == null) {
      throw new IOException("it is closed");
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  /** Another file takes its place, with what still counts. */
  private void rewrite() throws IOException {
    close();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    StringBuilder text = new StringBuilder();
    buckets.forEach(bucket -> text.append(line(BUCKET, bucket)));
    uploads.forEach(each -> text.append(line(OPENED, each.bucket(), each.key(), each.id())));
    if (isMoved) {
      text.append(line(MOVED));
    }
    lines = buckets.size() + uploads.size() + 1;
    channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    append(text.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    // Else a power cut may bring the file before it back, without what was opened since.
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static String line(String kind, String... words) {
    return Stream.of(words)
        .map(word -> "\t" + URLEncoder.encode(word, StandardCharsets.UTF_8))
        .collect(Collectors.joining("", kind, "\n"));
  }
}
