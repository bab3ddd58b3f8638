package io.bytebucket.engine.local.blob;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.engine.local.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteBackTest {
  static Stream<Throwable> faults() {
    return Stream.of(
        new IOException("planted"),
        new IllegalStateException("planted"),
        new StackOverflowError("planted"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aForceThatDidNotSayItSucceededHasFailed(Throwable fault) throws IOException {
    WriteBack writeBack = new WriteBack(new Forced(fault));
    writeBack.grownTo(WriteBack.STRIDE_BYTES);
    assertThatThrownBy(writeBack::await).isInstanceOf(IOException.class).hasRootCause(fault);
    assertThatThrownBy(() -> writeBack.grownTo(3 * WriteBack.STRIDE_BYTES))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aForceThatSucceededIsWaitedForAndNoMore() throws IOException {
    WriteBack writeBack = new WriteBack(new Forced(null));
    assertThatCode(writeBack::await).doesNotThrowAnyException();
    writeBack.grownTo(WriteBack.STRIDE_BYTES);
    assertThatCode(writeBack::await).doesNotThrowAnyException();
  }

  /** A file that is only forced. */
  private record Forced(@Nullable Throwable fault) implements DiskFile {
    @Override
    public void forceData() throws IOException {
      switch (fault) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalArgumentException(e);
      }
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long lengthBytes() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
