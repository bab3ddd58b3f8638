package io.bytebucket.core.layout;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import java.util.List;

/**
 * The rows of a layout that has rows of its own. Each row holds some of its extents, or some of its
 * parts. Its key is where these end, so the row with a certain byte or part is the first one at or
 * after it.
 */
public final class LayoutChunks {
  private static final int VERSION = 1;

  private LayoutChunks() {}

  /**
   * Some extents of an object.
   *
   * @param start where the first one starts in the object
   * @param end where the last one ends in the object
   */
  public record Extents(long start, long end, List<Extent> extents) {}

  /**
   * Some parts of an object.
   *
   * @param first where the bytes of the first part start in the object
   */
  public record Parts(long first, List<ObjectPart> parts) {}

  static void write(Transaction transaction, BlobId id, LayoutSizes sizes, Layout.Here layout) {
    long[] ends = new long[rows(layout.extents(), sizes.extentsARow())];
    long end = 0;
    for (int at = 0; at < layout.extents().size(); at += sizes.extentsARow()) {
      List<Extent> chunk = chunk(layout.extents(), at, sizes.extentsARow());
      end += chunk.stream().mapToLong(Extent::lengthBytes).sum();
      RecordWriter out = new RecordWriter(VERSION);
      ExtentsCodec.write(out, chunk);
      transaction.put(Keyspace.layoutExtents(id, end), out.toBytes());
      ends[at / sizes.extentsARow()] = end;
    }
    long[] lastParts = new long[rows(layout.parts(), sizes.partsARow())];
    long first = 0;
    for (int at = 0; at < layout.parts().size(); at += sizes.partsARow()) {
      List<ObjectPart> chunk = chunk(layout.parts(), at, sizes.partsARow());
      RecordWriter out = new RecordWriter(VERSION).number(first);
      PartsCodec.write(out, chunk);
      int last = chunk.getLast().number();
      transaction.put(Keyspace.layoutParts(id, last), out.toBytes());
      lastParts[at / sizes.partsARow()] = last;
      first += chunk.stream().mapToLong(ObjectPart::sizeBytes).sum();
    }
    transaction.put(Keyspace.layoutIndex(id), new LayoutIndex(ends, lastParts).encode());
  }

  private static int rows(List<?> pieces, int piecesARow) {
    return (pieces.size() + piecesARow - 1) / piecesARow;
  }

  private static <T> List<T> chunk(List<T> all, int from, int size) {
    return all.subList(from, Math.min(all.size(), from + size));
  }

  static Extents extents(Row.Entry row) {
    return extents(Keyspace.layoutEnd(row.key()), row.value());
  }

  /**
   * The extents in a row.
   *
   * @param end where they end, as the key of the row says
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Extents extents(long end, byte[] value) {
    RecordReader in = new RecordReader("extents of a layout", value, VERSION);
    List<Extent> extents = ExtentsCodec.read(in);
    in.end();
    long start = end - extents.stream().mapToLong(Extent::lengthBytes).sum();
    if (start < 0 || extents.isEmpty()) {
      throw in.corrupt("length");
    }
    return new Extents(start, end, extents);
  }

  /**
   * The parts in a row.
   *
   * @param last the number of the last, as the key of the row says
   * @throws StoreException with {@link io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Parts parts(int last, byte[] value) {
    RecordReader in = new RecordReader("parts of a layout", value, VERSION);
    long first = in.number();
    List<ObjectPart> parts = PartsCodec.read(in);
    in.end();
    if (parts.isEmpty() || parts.getLast().number() != last) {
      throw in.corrupt("number");
    }
    return new Parts(first, parts);
  }
}
