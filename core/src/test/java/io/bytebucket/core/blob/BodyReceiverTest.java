package io.bytebucket.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The limits of a receiver; what becomes of bodies is tested in the testkit, with an engine. */
class BodyReceiverTest {
  private static final int INLINE_LIMIT_BYTES = 10;
  private static final long LIMIT_BYTES = 1_000_000;

  private final Discarding blobs = new Discarding();
  private final BodyReceiver receiver =
      new BodyReceiver(blobs, new BlobIds(1), INLINE_LIMIT_BYTES, LIMIT_BYTES);

  @Test
  void aBodyWithoutEndIsCutOffWhereItIsLargerThanAnyObject() {
    Zeros body = new Zeros(Long.MAX_VALUE);
    assertThatThrownBy(() -> receiver.receive(body, -1, DigestClaims.NONE))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.EntityTooLarge.class));
    assertThat(body.read).isBetween(LIMIT_BYTES + 1, LIMIT_BYTES + BlobStore.BLOCK_BYTES);
    assertThat(blobs.written).isLessThanOrEqualTo(LIMIT_BYTES);
    assertThat(blobs.committed).isFalse();
    assertThat(blobs.closed).isTrue();
  }

  @Test
  void theLargestBodyIsTakenWithAndWithoutADeclaredLength() throws IOException {
    for (long declared : new long[] {-1, LIMIT_BYTES}) {
      try (ReceivedBody body =
          receiver.receive(new Zeros(LIMIT_BYTES), declared, DigestClaims.NONE)) {
        assertThat(body.sizeBytes()).isEqualTo(LIMIT_BYTES);
        assertThat(blobs.committed).isTrue();
      }
    }
  }

  @Test
  void aDeclaredLengthOverTheLimitIsRefusedUnread() {
    Zeros body = new Zeros(Long.MAX_VALUE);
    assertThatThrownBy(() -> receiver.receive(body, LIMIT_BYTES + 1, DigestClaims.NONE))
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.EntityTooLarge(LIMIT_BYTES + 1, LIMIT_BYTES)));
    assertThat(body.read).isZero();
  }

  @Test
  void theEndOfABodyIsReadThoughItsLengthIsKnown() throws IOException {
    // That is where the signature of a signed body is verified.
    for (long length : new long[] {0, 5, INLINE_LIMIT_BYTES, INLINE_LIMIT_BYTES + 1, 100_000}) {
      Zeros body = new Zeros(length);
      receiver.receive(body, length, DigestClaims.NONE).close();
      assertThat(body.endSeen).as("length %s", length).isTrue();
    }
  }

  @Test
  void theBytesOfABodyThatIsNotKeptAreDeleted() throws IOException {
    receiver.receive(new Zeros(100), -1, DigestClaims.NONE).close();
    assertThat(blobs.deleted).isOne();
    try (ReceivedBody body = receiver.receive(new Zeros(100), -1, DigestClaims.NONE)) {
      assertThat(body.commit(() -> adopted(body))).isEqualTo("named");
    }
    receiver.receive(new Zeros(5), -1, DigestClaims.NONE).close();
    assertThat(blobs.deleted).isOne();
    // A commit that did without them.
    try (ReceivedBody body = receiver.receive(new Zeros(100), -1, DigestClaims.NONE)) {
      assertThat(body.commit(() -> "not named")).isEqualTo("not named");
    }
    assertThat(blobs.deleted).isEqualTo(2);
  }

  private static String adopted(ReceivedBody body) {
    body.adopt(new Leased());
    return "named";
  }

  /** A change to a store in which every record is there. */
  private static final class Leased implements Transaction {
    @Override
    public Optional<byte[]> get(Key key) {
      return Optional.of(new byte[0]);
    }

    @Override
    public void put(Key key, byte[] value) {}

    @Override
    public void delete(Key key) {}

    @Override
    public void add(Key key, long delta) {}

    @Override
    public void drawOnReserve() {}

    @Override
    public ScanPage scan(ScanRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void theInlineLimitFitsIntoAValue() {
    int most = MetadataStore.VALUE_LIMIT_BYTES - InlineBytes.HEADER_BYTES;
    assertThat(new BodyReceiver(blobs, new BlobIds(1), most).mayBeStored(most)).isFalse();
    assertThat(new BodyReceiver(blobs, new BlobIds(1), 0).mayBeStored(1)).isTrue();
    for (int limit : new int[] {-1, most + 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> new BodyReceiver(blobs, new BlobIds(1), limit))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void idsAreGivenOnce() {
    BlobIds ids = new BlobIds(7);
    assertThat(ids.next()).isEqualTo(new BlobId(7, 0));
    assertThat(ids.next()).isEqualTo(new BlobId(7, 1));
    assertThat(ids.start()).isEqualTo(7);
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private final long length;
    private long read;
    private boolean endSeen;

    Zeros(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read(new byte[1], 0, 1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) {
      if (read == length) {
        endSeen = true;
        return -1;
      }
      int count = (int) Math.min(wanted, length - read);
      read += count;
      return count;
    }
  }

  /** Takes bytes and keeps none. */
  private static final class Discarding implements BlobStore, BlobWriter {
    private long written;
    private int deleted;
    private boolean committed;
    private boolean closed;

    @Override
    public BlobWriter create(BlobId id, long expectedBytes) {
      return this;
    }

    @Override
    public BlobId id() {
      return new BlobId(1, 0);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      written += length;
    }

    @Override
    public long commit(byte[] label) {
      committed = true;
      return written;
    }

    @Override
    public BlobReader open(BlobId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] label(BlobId id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(BlobId id) {
      deleted++;
    }

    @Override
    public void forEach(Consumer<BlobId> action) {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
