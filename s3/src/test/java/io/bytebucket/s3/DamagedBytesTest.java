package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.testkit.InProcessExchange;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Stored bytes that are not what was written: an error, counted and logged, never other bytes. */
class DamagedBytesTest {
  private final S3Fixture s3 = new S3Fixture();

  private void flipByteOfTheOnlyBlob(long offset) {
    List<BlobId> all = new ArrayList<>();
    s3.blobs.forEach(all::add);
    s3.blobs.flip(all.getFirst(), offset);
  }

  private static void requireLogged(RawResponse answer, long total) {
    List<RecordedLog.Line> lines =
        RecordedLog.lines(FaultLog.class.getName(), answer.header("x-amz-request-id"));
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().level()).isEqualTo(Level.ERROR);
    assertThat(lines.getFirst().message()).isEqualTo("stored bytes are damaged");
    assertThat(lines.getFirst().fields())
        .containsEntry("operation", "GetObject")
        .containsEntry("bucket", S3Fixture.BUCKET)
        .containsEntry("key", "a")
        .containsEntry("corrupt_reads_total", total);
    assertThat(lines.getFirst().cause()).isPresent();
  }

  @Test
  void damageInALargeObjectIsAnErrorCountedAndLoggedWithItsRequest() {
    s3.put(path("a"), "x".repeat(200_000));
    flipByteOfTheOnlyBlob(10);

    for (long total = 1; total <= 2; total++) {
      RawResponse got = s3.get(path("a"));
      assertThat(got.status()).isEqualTo(500);
      assertThat(got.errorCode()).isEqualTo("InternalError");
      assertThat(s3.faults.corruptReads()).isEqualTo(total);
      requireLogged(got, total);
    }
    assertThat(s3.faults.otherFaults()).isZero();
  }

  @Test
  void damageInASmallObjectIsAnErrorToo() {
    s3.put(path("a"), "hello");
    Key bytes = Keyspace.inlineBytes(new BlobId(1, 0));
    s3.metadata.write(transaction -> {
      byte[] value = transaction.get(bytes).orElseThrow().clone();
      value[value.length - 1] ^= 1;
      transaction.put(bytes, value);
      return value;
    });

    RawResponse got = s3.get(path("a"));

    assertThat(got.status()).isEqualTo(500);
    assertThat(s3.faults.corruptReads()).isOne();
    requireLogged(got, 1);
  }

  @Test
  void theLineNamesTheVersionAndTheObjectThatACopyReads() {
    s3.put(path("a"), "x".repeat(200_000));
    flipByteOfTheOnlyBlob(10);

    RawResponse version = s3.get(path("a") + "?versionId=null");
    assertThat(faultOf(version))
        .containsEntry("version_id", "null")
        .doesNotContainKey("copy_source");
    RawResponse upload = s3.post(path("b") + "?uploads", "");
    String uploadId = upload.text().replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    RawResponse part =
        s3.put(
            path("b") + "?partNumber=1&uploadId=" + uploadId,
            "",
            "x-amz-copy-source",
            path("a"),
            "x-amz-copy-source-range",
            "bytes=0-99999");
    assertThat(part.status()).isEqualTo(500);
    assertThat(faultOf(part)).containsEntry("key", "b").containsEntry("copy_source", path("a"));
  }

  private static Map<String, Object> faultOf(RawResponse answer) {
    return RecordedLog.lines(FaultLog.class.getName(), answer.header("x-amz-request-id"))
        .getFirst()
        .fields();
  }

  @Test
  void damageBehindTheFirstBytesCutsTheAnswerAndIsCounted() {
    s3.put(path("a"), "x".repeat(1_000_000));
    flipByteOfTheOnlyBlob(900_000);

    assertThatThrownBy(() -> s3.get(path("a"))).isInstanceOf(InProcessExchange.CutShort.class);

    assertThat(s3.faults.corruptReads()).isOne();
    assertThat(s3.get(path("a"), "range", "bytes=0-99").status()).isEqualTo(206);
    assertThat(s3.faults.corruptReads()).isOne();
  }
}
