package io.bytebucket.engine.local.metadata.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCacheTest {
  private static final Key KEY = Key.of(bytes("key"));

  private final RecordCache cache = new RecordCache();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable String get(long version) {
    byte[] value = cache.get(KEY, version);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private void write(@Nullable String value, long version) {
    cache.begin(KEY);
    cache.end(KEY, value == null ? null : bytes(value), version);
  }

  @Test
  void aValueHoldsInLaterStatesUntilTheKeyIsWritten() {
    cache.keep(KEY, bytes("a"), 5);
    assertThat(get(5)).isEqualTo("a");
    assertThat(get(1_000)).isEqualTo("a");
    write("b", 1_001);
    assertThat(get(1_000)).isNull();
    assertThat(get(1_001)).isEqualTo("b");
  }

  @Test
  void nothingIsShownWhileAWriteIsUnderWayOrOfUnknownOutcome() {
    cache.keep(KEY, bytes("a"), 5);
    cache.begin(KEY);
    assertThat(get(5)).isNull();
    cache.keep(KEY, bytes("a"), 5);
    assertThat(get(5)).isNull();
    assertThat(get(7)).isNull();
    cache.end(KEY, bytes("b"), 7);
    assertThat(get(7)).isEqualTo("b");
  }

  @Test
  void aReaderThatComesLateWithAnOldValueShowsItToNobody() {
    write("b", 7);
    cache.keep(KEY, bytes("a"), 5);
    assertThat(get(5)).isNull();
    assertThat(get(7)).isNull();
    cache.keep(KEY, bytes("b"), 7);
    assertThat(get(7)).isEqualTo("b");
  }

  @Test
  void anOlderStateIsNotShownWhatWasWrittenAfterIt() {
    write("b", 7);
    cache.keep(KEY, bytes("b"), 8);
    assertThat(get(6)).isNull();
    assertThat(get(7)).isEqualTo("b");
  }

  @Test
  void aDeletedValueIsGone() {
    cache.keep(KEY, bytes("a"), 5);
    write(null, 6);
    assertThat(get(6)).isNull();
    assertThat(get(5)).isNull();
  }

  @Test
  void aLargeValueIsNotKept() {
    cache.keep(KEY, new byte[1 << 20], 5);
    assertThat(cache.get(KEY, 5)).isNull();
  }
}
