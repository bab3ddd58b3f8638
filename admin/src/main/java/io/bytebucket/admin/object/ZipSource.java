package io.bytebucket.admin.object;

import io.bytebucket.admin.error.FailureToAdmin;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.ResponseBody;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An archive of objects, written object after object as the client takes it. What an archive lists
 * at its end is held in memory until then, and taken of the documents' budget entry by entry: where
 * that has no more room the archive ends, and says so. Used by one thread.
 */
final class ZipSource implements ResponseBody.Source {
  /** What tells of all that is not in the archive. */
  static final String MANIFEST = "NOT-IN-THIS-ARCHIVE.txt";

  /**
   * So much is handed on at once. An archive has a few of these, for as long as a slow client
   * takes: with larger ones a crowd of them would outlive the young generation, and fill the heap.
   */
  private static final int PIECE_BYTES = 8 << 10;

  /** So many keys are looked up at once; they are held while a slow client takes their objects. */
  private static final int PAGE_ENTRIES = 64;

  /** What an entry takes of memory until the end, beside its name. */
  private static final int ENTRY_BYTES = 512;

  /** How much the manifest may take; of what it has no line for, it has the number. */
  private static final int MANIFEST_BYTES = 64 << 10;

  private final Objects objects;
  private final List<String> keys;
  private final List<String> prefixes;
  private final MemoryBudget.Share memory;
  private final ZipNames names = new ZipNames();
  private final StringBuilder missing = new StringBuilder();
  private long unlisted;
  private boolean isFull;

  /** The objects of a bucket, and what the caller may do with them. */
  record Objects(
      ObjectLister lister, ObjectReader reader, BucketName bucket, Admission admission) {}

  ZipSource(Objects objects, List<String> keys, List<String> prefixes, MemoryBudget.Share memory) {
    this.objects = objects;
    this.keys = keys;
    this.prefixes = prefixes;
    this.memory = memory;
  }

  @Override
  public void writeTo(ResponseBody.Sink sink) throws IOException {
    Archive zip = new Archive(new BufferedOutputStream(new SinkStream(sink), PIECE_BYTES));
    try {
      write(zip);
      // Not closed when it fails: an archive that ends in order would be taken for whole.
      zip.close();
    } finally {
      zip.release();
    }
  }

  /** An archive that can be given up. */
  private static final class Archive extends ZipOutputStream {
    /** What is on its way into the archive. */
    private final byte[] piece = new byte[PIECE_BYTES];

    Archive(OutputStream out) {
      super(out, StandardCharsets.UTF_8);
      // The one it comes with has 512 bytes, and is filled with a call of native code each time.
      buf = new byte[PIECE_BYTES];
    }

    void take(ByteBuffer content) throws IOException {
      while (content.hasRemaining()) {
        int length = Math.min(content.remaining(), piece.length);
        content.get(piece, 0, length);
        write(piece, 0, length);
      }
    }

    /** Gives back what it has beside the heap, which would wait for the garbage collector else. */
    void release() {
      def.end();
    }
  }

  private void write(Archive zip) throws IOException {
    // Much of what is stored is compressed already, and the network is not what is scarce here.
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (String key : keys) {
      add(zip, key);
    }
    for (String prefix : prefixes) {
      addAll(zip, prefix);
    }
    if (!missing.isEmpty() || unlisted > 0 || isFull) {
      addManifest(zip);
    }
  }

  private void addAll(Archive zip, String prefix) throws IOException {
    Optional<ListCursor> after = Optional.empty();
    do {
      Page page = page(prefix, after);
      for (String key : page.keys()) {
        add(zip, key);
      }
      after = page.next();
    } while (after.isPresent() && !isFull);
  }

  /** What has to be known of a page of objects while they are sent, and no more. */
  private record Page(List<String> keys, Optional<ListCursor> next) {}

  private Page page(String prefix, Optional<ListCursor> after) {
    ListPage page =
        objects
            .lister()
            .list(
                new ObjectLister.Query(
                    objects.bucket(), prefix, Optional.empty(), after, PAGE_ENTRIES));
    List<String> keys = new ArrayList<>(page.items().size());
    for (ListPage.Item item : page.items()) {
      if (item instanceof ListPage.Item.Listed(String key, ObjectRecord _)) {
        keys.add(key);
      }
    }
    return new Page(keys, page.next());
  }

  /** Adds an object, or a line that tells why it is not there. */
  private void add(Archive zip, String key) throws IOException {
    if (isFull || !memory.tryGrow(ENTRY_BYTES + 4L * key.length())) {
      isFull = true;
      return;
    }
    ObjectReader.Content opened;
    try {
      opened = open(new ObjectKey(key));
    } catch (StoreException e) {
      if (e.failure().isFault()) {
        throw e;
      }
      miss(key, FailureToAdmin.translate(e.failure()).label());
      return;
    }
    try (ObjectReader.Content content = opened) {
      ObjectRecord record = content.object();
      zip.putNextEntry(entry(names.of(key), record));
      content.transfer(0, record.sizeBytes(), zip::take);
      zip.closeEntry();
    }
  }

  /** That a key is missing is told to those alone who may list it. */
  private ObjectReader.Content open(ObjectKey key) {
    ObjectReader.Source source = objects.admission().requireRead(key);
    try {
      return objects.reader().open(source);
    } catch (StoreException e) {
      throw objects.admission().visibleOf(key, e);
    }
  }

  private static ZipEntry entry(String name, ObjectRecord record) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(record.lastModified(), ZoneOffset.UTC));
    return entry;
  }

  private void miss(String key, String code) {
    if (missing.length() + key.length() > MANIFEST_BYTES) {
      unlisted++;
    } else {
      missing.append(code).append(' ').append(key.replaceAll("\\p{Cntrl}", "_")).append('\n');
    }
  }

  private void addManifest(Archive zip) throws IOException {
    if (unlisted > 0) {
      missing.append("and ").append(unlisted).append(" more\n");
    }
    if (isFull) {
      missing.append("The server had no room for the list of more entries.\n");
    }
    zip.putNextEntry(new ZipEntry(names.of(MANIFEST)));
    zip.write(missing.toString().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Hands on to the client. */
  private static final class SinkStream extends OutputStream {
    private final ResponseBody.Sink sink;

    SinkStream(ResponseBody.Sink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      sink.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }
}
