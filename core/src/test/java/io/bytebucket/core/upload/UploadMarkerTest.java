package io.bytebucket.core.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.upload.UploadLister.Cursor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadMarkerTest {
  private static final Optional<String> SLASH = Optional.of("/");

  @Test
  void withoutAKeyTheUploadMeansNothing() {
    UploadMarker marker = new UploadMarker("", "no upload");

    assertThat(marker.upload()).isEmpty();
    assertThat(marker.start("", SLASH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // key, prefix, delimiter, whether it is a common prefix of the listing
    "a/, '', /, true",
    "a/b/, a/, /, true",
    "a/, a/, /, false",
    "a/, b, /, false",
    "a, '', /, false",
    "a/, '', '', false"
  })
  void aKeyStandsForACommonPrefixOrForItsUploads(
      String key, String prefix, String delimiter, boolean isCommonPrefix) {
    Optional<String> given = Optional.of(delimiter).filter(text -> !text.isEmpty());

    assertThat(new UploadMarker(key, "").start(prefix, given))
        .contains(isCommonPrefix ? new Cursor.AfterPrefix(key) : new Cursor.AfterKey(key));
  }

  @Test
  void anUploadIsOneOfItsKey() {
    UploadId id = new UploadId(new BlobId(1, 2));

    assertThat(new UploadMarker("a/", id.text()).start("", SLASH))
        .contains(new Cursor.AfterUpload("a/", id));
  }

  @Test
  void whatWasNeverAnUploadIsRefused() {
    assertThat(Refused.because(() -> new UploadMarker("a", "7").start("", SLASH)))
        .isEqualTo(new Failure.InvalidUploadMarker("7"));
  }
}
