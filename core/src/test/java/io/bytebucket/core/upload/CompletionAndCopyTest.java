package io.bytebucket.core.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Refused;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier.Range;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of an upload at all, before anybody looks whether it is there. */
class CompletionAndCopyTest {
  private static final BucketName BUCKET = new BucketName("photos");
  private static final ObjectKey KEY = new ObjectKey("a");
  private static final Uploads.Handle UPLOAD = new Uploads.Handle(BUCKET, KEY, "upload");

  @Test
  void anUploadIsNotCompletedWithoutAPart() {
    assertThat(
            Refused.because(() ->
                new UploadCompleter.Completion(
                    UPLOAD,
                    List.of(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new WriteCondition.None(),
                    UserId.NOBODY)))
        .isEqualTo(new Failure.NoParts("upload"));
  }

  @Test
  void aRangeHasAtLeastOneByte() {
    assertThat(Range.of(0, 0).lengthBytes()).isEqualTo(1);
    assertThat(Range.of(5, 9).lengthBytes()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "-1, 5", "-2, -1"})
  void aRangeThatEndsBeforeItBeginsIsRefused(long first, long last) {
    Failure failure = new Failure.InvalidCopyRange(first, last);

    assertThat(Refused.because(() -> Range.of(first, last))).isEqualTo(failure);
    assertThat(Refused.because(() -> copy(1, new Range(first, last)))).isEqualTo(failure);
  }

  @Test
  void aCopyIsAPartWithANumber() {
    assertThat(Refused.because(() -> copy(0, new Range(0, 0))))
        .isEqualTo(new Failure.InvalidPartNumber("0", 10_000));
    assertThat(copy(10_000, new Range(0, 0)).number()).isEqualTo(10_000);
  }

  private static PartCopier.Copy copy(int number, Range range) {
    return new PartCopier.Copy(
        UPLOAD,
        number,
        ObjectReader.Source.current(BUCKET, KEY),
        ReadConditions.NONE,
        Optional.of(range));
  }
}
