package io.bytebucket.server.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.server.remote.LyingSource.Answer;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Moving from an endpoint that answers what it is told to. */
@Timeout(120)
abstract class LyingCase {
  static final String LISTING = "GET /lies?list-type=2";
  static final String VERSIONS = "GET /lies?versions";
  static final String A_ETAG = "0cc175b9c0f1b6a831c399e269772661";
  static final String B_ETAG = "92eb5ffee6ae2fec3ad71c777531578f";

  @TempDir Path folder;
  private final RemoteTransfer transfer = RemoteParts.load();
  LyingSource source;
  MemoryServer target;

  @BeforeEach
  void start() throws IOException {
    source = LyingSource.start();
    target = MemoryServer.start();
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    target.close();
  }

  /** Waits for nothing. */
  private static final StopRequest IMPATIENT =
      new StopRequest() {
        @Override
        public boolean isAsked() {
          return false;
        }

        @Override
        public boolean await(Duration time) {
          return false;
        }
      };

  Ending move(boolean isContinued) {
    return move(
        isContinued
            ? new TransferOrder.Mode.Continued(false, true)
            : new TransferOrder.Mode.First(),
        target.endpoint());
  }

  Ending move(TransferOrder.Mode mode, RemoteEndpoint to) {
    return transfer.run(
        new TransferOrder(
            "import s3",
            source.endpoint(),
            to,
            List.of(),
            Optional.of(folder.resolve("a.report")),
            mode,
            Set.of(TransferOrder.Wish.VERSIONS),
            new TransferOrder.Limits(8, 0, 0, 2)),
        Clock.systemUTC(),
        MovingTest.NOBODY,
        IMPATIENT);
  }

  AbstractStringAssert<?> refusal() {
    String[] reason = new String[1];
    assertThatThrownBy(() -> move(false))
        .isInstanceOfSatisfying(RemoteException.class, e -> reason[0] = e.reason());
    return Assertions.assertThat(reason[0]);
  }

  static String entry(String key, long size, String etag) {
    return "<Contents><Key>%s</Key><Size>%d</Size><ETag>\"%s\"</ETag>".formatted(key, size, etag)
        + "<LastModified>2020-01-01T00:00:00Z</LastModified></Contents>";
  }

  static String page(String entries, String more) {
    return "<ListBucketResult>" + entries + more + "</ListBucketResult>";
  }

  static String more(String token) {
    return "<IsTruncated>true</IsTruncated><NextContinuationToken>"
        + token
        + "</NextContinuationToken>";
  }

  List<ReportLine.OfObject> lines() throws IOException {
    return told(ReportLine.OfObject.class);
  }

  <T extends ReportLine> List<T> told(Class<T> kind) throws IOException {
    List<T> lines = new ArrayList<>();
    ReportReader.read(
        folder.resolve("a.report"),
        line -> {
          if (kind.isInstance(line)) {
            lines.add(kind.cast(line));
          }
        });
    return lines;
  }

  /** An object of one letter, as the source has it, and what else it says of it. */
  void has(String name, String etag, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("etag", '"' + etag + '"');
    headers.put("content-length", "1");
    source.on("GET /lies/" + name, _ -> Answer.of(200, headers, name));
    source.on("HEAD /lies/" + name, _ -> Answer.of(200, headers, ""));
  }

  List<String> keys() {
    S3Client client = target.client();
    return client.listObjectsV2(list -> list.bucket(LyingSource.BUCKET)).contents().stream()
        .map(each -> each.key())
        .toList();
  }
}
