package io.bytebucket.admin.stats;

import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.request;
import static io.bytebucket.admin.AdminFixture.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.IssuedKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those see of a bucket who look on and may not know of it. */
class HiddenTailTest {
  private static final String WATCHER = "AKIDWATCHER";

  private final AdminFixture admin = new AdminFixture();
  private final List<String> seen = new ArrayList<>();

  @Test
  void notEvenALineTellsThatSomethingWasDoneToIt() throws IOException {
    List<AccessRule> rules =
        List.of(
            AccessRule.FULL_ACCESS,
            new AccessRule(
                AccessRule.Effect.DENY, List.of("payroll"), List.of("admin:ListPastRequests")));
    IssuedKey _ =
        admin.store.userChanges().create(NewUser.of("watcher", rules, WATCHER, secret(WATCHER)));

    admin
        .handler()
        .handle(by(WATCHER, request("GET", "/api/logs/tail")).asReceived(), new Watching());

    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).isEqualTo("\n");
    assertThat(seen.getLast()).contains("open").doesNotContain("payroll");
  }

  /** Much is done to that bucket as soon as somebody looks on, and then something to another. */
  private void takeNote(String written) {
    seen.add(written);
    if (seen.size() == 1) {
      for (int i = 0; i < 2 * TailRequests.LINES_MAX; i++) {
        admin.tail.offer(done("hidden", "payroll"));
      }
      admin.tail.offer(done("seen", "open"));
    } else if (written.contains("open")) {
      admin.tail.end();
    }
  }

  private PastRequest done(String id, String bucket) {
    return new PastRequest(
        admin.clock.instant(),
        id,
        Port.S3,
        "GetObject",
        "GET",
        "/b/k",
        bucket,
        "k",
        200,
        "",
        "192.0.2.1",
        "AKID",
        "sigv4",
        0,
        1,
        2);
  }

  /** Takes note of each piece that is written, in the thread that writes it. */
  private final class Watching implements HttpHandler.Exchange {
    @Override
    public void send(Response response) throws IOException {
      if (response.body() instanceof ResponseBody.Stream(long _, ResponseBody.Source lines)) {
        lines.writeTo(buffer -> takeNote(StandardCharsets.UTF_8.decode(buffer).toString()));
      }
    }

    @Override
    public boolean isCommitted() {
      return !seen.isEmpty();
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return 0;
    }
  }
}
