package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CutBodyTest {
  @Test
  void whatIsSkippedCountsLikeWhatIsRead() throws IOException {
    try (CutBody body = new CutBody(new ByteArrayInputStream(new byte[10]), 4)) {
      assertThat(body.skip(3)).isEqualTo(3);
      assertThat(body.readNBytes(1)).hasSize(1);
      assertThat(body.isCut()).isFalse();
      assertThatThrownBy(body::read).isInstanceOf(IOException.class);
      assertThat(body.isCut()).isTrue();
    }
  }
}
