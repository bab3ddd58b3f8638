package io.bytebucket.admin.json;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the body of a request as a document. */
public final class JsonBody {
  /**
   * What a document may take of memory for each of its bytes once it is decoded: the shortest rows
   * that it can have are the dearest.
   */
  private static final int BYTE_COST = 16;

  /**
   * So many bytes of a document cost that. What is longer is a list of keys or parts, of which each
   * has its length, and there cannot be more of them than tokens: its bytes cost less, so that the
   * longest list that there may be finds room.
   */
  private static final int DEAR_BYTES = 64 << 10;

  private static final int FURTHER_BYTE_COST = 3;

  private static final int PIECE_BYTES = 4 << 10;
  private static final int RETRY_AFTER_SECONDS = 1;

  private JsonBody() {}

  /**
   * The document that a body is. What it takes of memory is taken of {@code room} before it is
   * read, and stays taken until the request is answered.
   *
   * @param body of bounded length
   * @throws AdminException when it is no such document
   * @throws StoreException with {@link Failure.Busy} when the documents of all clients leave no
   *     room
   * @throws IOException when it cannot be read
   */
  public static <T> T read(InputStream body, MemoryBudget.Share room, Class<T> type)
      throws IOException {
    return Json.read(bytes(body, room), type);
  }

  /** The same of a body that may be empty. */
  public static <T> Optional<T> readIfAny(InputStream body, MemoryBudget.Share room, Class<T> type)
      throws IOException {
    byte[] bytes = bytes(body, room);
    return bytes.length == 0 ? Optional.empty() : Optional.of(Json.read(bytes, type));
  }

  /** The bytes of a body, as they are, with the same room taken. */
  public static byte[] bytes(InputStream body, MemoryBudget.Share room) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      byte[] piece = body.readNBytes(PIECE_BYTES);
      if (piece.length == 0) {
        return all.toByteArray();
      }
      int cost = all.size() < DEAR_BYTES ? BYTE_COST : FURTHER_BYTE_COST;
      if (!room.tryGrow((long) piece.length * cost)) {
        throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
      }
      all.writeBytes(piece);
    }
  }
}
