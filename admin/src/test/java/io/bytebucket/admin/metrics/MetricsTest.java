package io.bytebucket.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  private final AdminFixture admin = new AdminFixture();

  private RawResponse asked(String authorization) {
    return admin.send(AdminFixture.request("GET", "/metrics", "authorization", authorization));
  }

  @Test
  void whoShowsTheTokenGetsTheFigures() {
    RawResponse answer = asked("Bearer " + AdminFixture.METRICS_TOKEN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4");
    assertThat(answer.text()).isEqualTo("things_total 3.0\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer token-of-the-collectoR",
        "Bearer ",
        "Bearer",
        "Basic dG9rZW4tb2YtdGhlLWNvbGxlY3Rvcg==",
        "token-of-the-collector",
        "Bearer token-of-the-collector x"
      })
  void whoShowsAnotherOneGetsNothing(String authorization) {
    RawResponse answer = asked(authorization);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.text()).doesNotContain("things_total");
  }

  @Test
  void aLongPageIsSentToItsCollectorHoweverLittleStrangersHave() {
    int limitBytes = (int) admin.documents.limitBytes();
    String page = "x".repeat(limitBytes / 8 * 3);
    admin.figures = () -> page;
    assertThat(asked("Bearer " + AdminFixture.METRICS_TOKEN).text()).isEqualTo(page);

    AdminFixture open = admin.withOpenFigures();
    String half = page.substring(page.length() / 2);
    open.figures = () -> half;
    assertThat(open.send(AdminFixture.request("GET", "/metrics")).text()).isEqualTo(half);
    // All strangers together have no more than that, and administrators the rest.
    open.figures = () -> page;
    assertThat(open.send(AdminFixture.request("GET", "/metrics")).status()).isEqualTo(503);
  }

  @Test
  void credentialsOfAnAdministratorAreNoToken() {
    RawResponse answer =
        admin.send(
            AdminFixture.request(
                "GET",
                "/metrics",
                "x-admin-accesskey",
                AdminFixture.ADMIN,
                "x-admin-secret",
                AdminFixture.secret(AdminFixture.ADMIN)));

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void askingIsNotCountedButOtherRequestsAreByTheirRow() {
    RawResponse _ = asked("Bearer " + AdminFixture.METRICS_TOKEN);
    RawResponse _ = admin.send(AdminFixture.request("GET", "/health"));
    RawResponse _ = admin.send(AdminFixture.request("HEAD", "/health"));
    RawResponse _ = admin.send(AdminFixture.request("GET", "/nowhere/at/all"));

    assertThat(admin.counted)
        .containsExactly("GET /health Health 200", "GET /health Health 200", "GET /*path  404");
  }
}
