package io.bytebucket.admin;

import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An administrator from whom a rule keeps one bucket, and what else rules forbid to them. */
class BarredAdministratorTest {
  private static final String BARRED = "AKIDBARRED";
  private static final String SECRET_BUCKET = "/api/s3/payroll";
  private static final String OPEN_BUCKET = "/api/s3/photos";

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeBuckets() {
    admin.admin("PUT", SECRET_BUCKET);
    admin.admin("PUT", SECRET_BUCKET + "/salaries", "12");
    admin.admin("PUT", OPEN_BUCKET);
    admin.create("barred", BARRED, "*");
    forbid("[\"payroll\"]", "[\"*\"]");
  }

  private void forbid(String buckets, String actions) {
    RawResponse set = rules(BARRED, buckets, actions);
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private RawResponse rules(String keyId, String buckets, String actions) {
    return admin.admin(
        "PUT",
        "/api/users/" + keyId,
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]},"
            + "{\"effect\":\"Deny\",\"buckets\":%s,\"actions\":%s}]}".formatted(buckets, actions));
  }

  private RawResponse barred(String method, String target, String document) {
    RawRequest request = request(method, target);
    return admin.send(
        by(BARRED, document.isEmpty() ? request : request.withBody(document).sized()));
  }

  private int status(String method, String target) {
    return barred(method, target, "").status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "GET ?quota ``",
        "PUT ?quota `{\"bytes\":5}`",
        "DELETE ?quota ``",
        "GET /salaries?presign ``",
        "GET /salaries ``",
        "GET ?cors ``"
      })
  void whatIsForbiddenOfABucketIsForbiddenOfItAndOfNoOther(
      String method, String rest, String document) {
    assertThat(code(barred(method, SECRET_BUCKET + rest, document))).isEqualTo("AccessDenied");
    admin.admin("PUT", OPEN_BUCKET + "/salaries", "12");
    assertThat(barred(method, OPEN_BUCKET + rest, document).status()).isNotEqualTo(403);
  }

  @Test
  void whatIsOnesOwnCanBeForbiddenToo() {
    admin.send(by(BARRED, request("PUT", "/api/s3/of-barred")));
    forbid("[\"@own\"]", "[\"admin:PutBucketQuota\"]");
    assertThat(barred("PUT", "/api/s3/of-barred?quota", "{}").status()).isEqualTo(403);
    assertThat(barred("PUT", OPEN_BUCKET + "?quota", "{}").status()).isEqualTo(200);
  }

  @Test
  void aJobOnSuchABucketIsNeitherShownNorEndedNorStarted() {
    String task =
        "{\"kind\":\"%s\",\"bucket\":\"%s\",\"prefix\":\"\",\"toBucket\":\"%s\",\"toPrefix\":\"b/\"}";
    String from =
        admin
            .admin("POST", "/api/jobs", task.formatted("copy-prefix", "payroll", "photos"))
            .header("location");
    String to =
        admin
            .admin("POST", "/api/jobs", task.formatted("copy-prefix", "photos", "payroll"))
            .header("location");
    String other =
        admin
            .admin("POST", "/api/jobs", "{\"kind\":\"empty-bucket\",\"bucket\":\"photos\"}")
            .header("location");
    for (String hidden : new String[] {from, to}) {
      assertThat(code(barred("GET", hidden, ""))).isEqualTo("NoSuchJob");
      assertThat(code(barred("DELETE", hidden, ""))).isEqualTo("NoSuchJob");
      assertThat(json(admin.admin("GET", hidden)).path("status").asString()).isEqualTo("waiting");
    }
    JsonNode shown = json(barred("GET", "/api/jobs", "")).path("jobs");
    assertThat(shown.size()).isEqualTo(1);
    assertThat(other).endsWith(shown.get(0).path("id").asString());
    assertThat(status("DELETE", other)).isEqualTo(200);
    assertThat(
            barred("POST", "/api/jobs", task.formatted("copy-prefix", "photos", "payroll"))
                .status())
        .isEqualTo(403);
    assertThat(json(admin.admin("GET", "/api/jobs")).path("jobs").size()).isEqualTo(3);
  }

  @Test
  void
      whoMayNotListABucketIsShownNoJobThatTellsOfItsKeysAndMayNotEndThoseOfOthersIfThatIsForbidden() {
    String job =
        admin
            .admin("POST", "/api/jobs", "{\"kind\":\"empty-bucket\",\"bucket\":\"payroll\"}")
            .header("location");
    forbid("[\"payroll\"]", "[\"s3:ListBucket\"]");
    assertThat(status("GET", job)).isEqualTo(404);
    forbid("[\"payroll\"]", "[\"admin:CancelJob\"]");
    assertThat(status("GET", job)).isEqualTo(200);
    assertThat(status("DELETE", job)).isEqualTo(403);
  }

  @Test
  void figuresAndRefusalsTellNothingOfSuchABucket() {
    assertThat(status("GET", SECRET_BUCKET + "/salaries")).isEqualTo(403);
    forbid("[\"photos\"]", "[\"s3:GetObject\"]");
    assertThat(status("GET", OPEN_BUCKET + "/a")).isEqualTo(403);
    assertThat(texts("GET", "/api/stats")).contains("photos", "payroll");
    assertThat(texts("GET", "/api/why")).contains("salaries", "photos");
    forbid("[\"payroll\"]", "[\"admin:GetStats\",\"admin:Explain\"]");
    assertThat(texts("GET", "/api/stats")).contains("photos").doesNotContain("payroll");
    assertThat(texts("GET", "/api/why")).contains("photos").doesNotContain("salaries");
    String refused = barred("GET", SECRET_BUCKET + "/salaries", "").header("x-amz-request-id");
    forbid("[\"payroll\"]", "[\"*\"]");
    String hidden = barred("GET", SECRET_BUCKET + "/salaries", "").header("x-amz-request-id");
    assertThat(hidden).isNotEqualTo(refused);
    assertThat(status("GET", "/api/why/" + hidden)).isEqualTo(404);
    assertThat(admin.admin("GET", "/api/why/" + hidden).status()).isEqualTo(200);
  }

  private String texts(String method, String target) {
    return barred(method, target, "").text();
  }

  @Test
  void aRuleThatCouldNeverApplyIsRefused() {
    RawResponse refused =
        rules(BARRED, "[\"payroll\",\"p*\"]", "[\"admin:DeleteUser\",\"admin:SignIn\"]");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("Rule 2 could never apply");
    assertThat(rules(BARRED, "[\"payroll\"]", "[\"admin:*\"]").status()).isEqualTo(200);
    assertThat(rules(BARRED, "[\"payroll\",\"*\"]", "[\"admin:DeleteUser\"]").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"*,*", "*,admin:*", "*,ADMIN:signin", "**,admin:Update?ser"})
  void theLastAdministratorCannotBeBarredFromUndoingIt(String buckets, String actions) {
    assertThat(admin.admin("DELETE", "/api/users/" + BARRED).status()).isEqualTo(204);
    RawResponse refused =
        rules(AdminFixture.ADMIN, "[\"" + buckets + "\"]", "[\"" + actions + "\"]");
    assertThat(code(refused)).isEqualTo("LastAdministrator");
    assertThat(rules(AdminFixture.ADMIN, "[\"*\"]", "[\"admin:DeleteUser\"]").status())
        .isEqualTo(200);
    assertThat(rules(AdminFixture.ADMIN, "[\"payroll\"]", "[\"*\"]").status()).isEqualTo(200);
  }

  @Test
  void whoIsBarredIsNobodyOnWhomTheLastAdministratorCouldRely() {
    forbid("[\"*\"]", "[\"admin:SignIn\"]");
    assertThat(code(admin.admin("DELETE", "/api/users/" + AdminFixture.ADMIN)))
        .isEqualTo("LastAdministrator");
  }
}
