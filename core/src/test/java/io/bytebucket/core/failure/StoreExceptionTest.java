package io.bytebucket.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreExceptionTest {
  @Test
  void onlyAFaultOfTheServerHasAStackTrace() {
    assertThat(new StoreException(new Failure.NoSuchKey("a")).getStackTrace()).isEmpty();
    assertThat(new StoreException(new Failure.OutcomeUnknown()).getStackTrace()).isNotEmpty();
  }

  @Test
  void theMessageIsConstantAndTheTextNamesTheFields() {
    StoreException e = new StoreException(new Failure.NoSuchKey("a"), new RuntimeException("why"));
    assertThat(e).hasMessage("NoSuchKey").hasToString("StoreException: NoSuchKey[key=a]");
    assertThat(e).hasCauseInstanceOf(RuntimeException.class);
    assertThat(e.failure()).isEqualTo(new Failure.NoSuchKey("a"));
  }
}
