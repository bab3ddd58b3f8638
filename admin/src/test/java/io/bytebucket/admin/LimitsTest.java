package io.bytebucket.admin;

import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.RawResponse;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Limits, bans, proxies and quotas, as an administrator sees and sets them. */
class LimitsTest {
  private static final String RATE = "/api/config/ratelimit";
  private static final String BANS = "/api/config/ipban";
  private static final String PROXIES = "/api/config/trustedproxy";
  private static final String QUOTA = "/api/s3/photos?quota";

  private final AdminFixture api = new AdminFixture();

  private void requireDocument(RawResponse response, String document) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(json(response)).isEqualTo(JsonMapper.shared().readTree(document));
  }

  @Test
  void theConfigurationSaysWhereS3IsServed() {
    assertThat(api.admin("GET", "/api/config").text())
        .isEqualTo("{\"publicBaseURL\":\"http://localhost:9000\"}");
  }

  @Test
  void aRateLimitIsShownSavedAndCleared() {
    String off = "{'enabled':false,'rps':0.0,'burst':0}".replace('\'', '"');
    String on = "{'enabled':true,'rps':100.5,'burst':500}".replace('\'', '"');
    requireDocument(
        api.admin("GET", RATE),
        "{\"env\":" + off + ",\"override\":null,\"effective\":" + off + "}");
    requireDocument(api.admin("PUT", RATE, on), "{\"effective\":" + on + "}");
    requireDocument(
        api.admin("GET", RATE),
        "{\"env\":" + off + ",\"override\":" + on + ",\"effective\":" + on + "}");
    requireDocument(api.admin("DELETE", RATE), "{\"effective\":" + off + "}");
  }

  @Test
  void aRateLimitThatIsSavedCountsAtOnceForTheAdminApiItself() {
    api.admin("PUT", RATE, "{\"enabled\":true,\"rps\":1,\"burst\":2}");
    api.admin("GET", RATE);
    api.admin("GET", RATE);

    RawResponse refused = api.admin("GET", RATE);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(code(refused)).isEqualTo("SlowDown");
    assertThat(refused.header("retry-after")).isEqualTo("1");
  }

  @Test
  void theNumberOfProxiesMayStandInTheDocumentOfTheRateLimit() {
    api.admin("PUT", RATE, "{\"enabled\":false,\"rps\":0,\"burst\":0,\"trustedProxies\":2}");

    assertThat(json(api.admin("GET", PROXIES)).path("effective").path("hops").asInt()).isEqualTo(2);
    assertThat(audited()).containsExactly("config.rate-limit", "config.proxy-hops");
    api.admin("DELETE", RATE);
    assertThat(json(api.admin("GET", PROXIES)).path("effective").path("hops").asInt()).isZero();
    assertThat(json(api.admin("GET", PROXIES)).path("override").isNull()).isTrue();
  }

  @Test
  void theNumberOfProxiesLeavesTheirAddressesWhereTheyComeFrom() {
    String some = "{'addresses':['10.0.0.0/8'],'hops':1,'header':'Forwarded'}".replace('\'', '"');
    String three = some.replace("\"hops\":1", "\"hops\":3");
    String limit = "{\"enabled\":false,\"rps\":0,\"burst\":0,\"trustedProxies\":3}";
    requireDocument(api.admin("PUT", PROXIES, some), "{\"effective\":" + some + "}");
    api.admin("PUT", RATE, limit);
    assertThat(json(api.admin("GET", PROXIES)).path("effective"))
        .isEqualTo(JsonMapper.shared().readTree(three));

    api.admin("PUT", RATE, "{\"enabled\":false,\"rps\":0,\"burst\":0}");
    assertThat(json(api.admin("GET", PROXIES)).path("effective").path("hops").asInt()).isEqualTo(3);
    api.admin("DELETE", RATE);
    assertThat(json(api.admin("GET", PROXIES)).path("effective"))
        .isEqualTo(JsonMapper.shared().readTree(some));

    api.admin("PUT", RATE, limit);
    requireDocument(api.admin("PUT", PROXIES, some), "{\"effective\":" + some + "}");
  }

  /** What was done to settings, in the order in which it was. */
  private List<String> audited() {
    return StreamSupport.stream(
            json(api.admin("GET", "/api/audit?limit=100")).path("events").spliterator(), false)
        .map(record -> record.path("action").asString())
        .filter(action -> action.startsWith("config."))
        .toList()
        .reversed();
  }

  @Test
  void aRuleOfBansIsShownSavedAndCleared() {
    String rule = "{\"enabled\":true,\"maxFailures\":5,\"windowSeconds\":30,\"banSeconds\":600}";
    requireDocument(api.admin("PUT", BANS, rule), "{\"effective\":" + rule + "}");
    assertThat(json(api.admin("GET", BANS)).path("env").path("maxFailures").asInt()).isEqualTo(20);
    assertThat(json(api.admin("DELETE", BANS)).path("effective").path("enabled").asBoolean())
        .isFalse();
    requireDocument(api.admin("GET", "/api/bans"), "{\"bans\":[]}");
    assertThat(code(api.admin("DELETE", "/api/bans/203.0.113.9"))).isEqualTo("NoSuchBan");
    assertThat(code(api.admin("DELETE", "/api/bans/somebody"))).isEqualTo("InvalidArgument");
  }

  @Test
  void trustedProxiesAreShownSavedAndCleared() {
    String proxies = "{\"addresses\":[\"10.0.0.0/8\"],\"hops\":0,\"header\":\"Forwarded\"}";
    requireDocument(api.admin("PUT", PROXIES, proxies), "{\"effective\":" + proxies + "}");
    assertThat(json(api.admin("GET", PROXIES)).path("override").path("header").asString())
        .isEqualTo("Forwarded");
    assertThat(json(api.admin("DELETE", PROXIES)).path("effective").path("addresses").isEmpty())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/config/ratelimit | {'enabled':true,'rps':0.5,'burst':1}",
        "/api/config/ratelimit | {'enabled':true,'rps':1,'burst':0}",
        "/api/config/ratelimit | {'enabled':false,'rps':1000001,'burst':0}",
        "/api/config/ratelimit | {'enabled':false,'rps':0,'burst':0,'trustedProxies':65}",
        "/api/config/ipban | {'enabled':true,'maxFailures':0,'windowSeconds':1,'banSeconds':1}",
        "/api/config/ipban | {'enabled':true,'maxFailures':1,'windowSeconds':3601,'banSeconds':1}",
        "/api/config/trustedproxy | {'addresses':['10.0.0.1/8'],'hops':0,'header':'Forwarded'}",
        "/api/config/trustedproxy | {'addresses':[],'hops':65,'header':'Forwarded'}",
        "/api/config/trustedproxy | {'addresses':[],'hops':0,'header':'X-Real-IP'}",
        "/api/s3/photos?quota | {'bytes':-1}",
      })
  void whatIsOutOfRangeIsRefusedAndChangesNothing(String path, String document) {
    RawResponse refused = api.admin("PUT", path, document.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("InvalidArgument");
  }

  @Test
  void aQuotaIsSetShownWithWhatIsUsedAndTakenAway() {
    BucketName photos = new BucketName("photos");
    api.store.buckets().create(photos, new UserId(AdminFixture.ADMIN), LocationConstraint.NONE);
    requireDocument(
        api.admin("GET", QUOTA),
        "{\"bytes\":null,\"objects\":null,\"used\":{\"bytes\":0,\"objects\":0}}");

    requireDocument(
        api.admin("PUT", QUOTA, "{\"bytes\":1000000}"),
        "{\"bytes\":1000000,\"objects\":null,\"used\":{\"bytes\":0,\"objects\":0}}");
    assertThat(api.store.bucketSettings().quota(photos))
        .isEqualTo(new Quota(OptionalLong.of(1_000_000), OptionalLong.empty()));
    assertThat(api.admin("DELETE", QUOTA).status()).isEqualTo(204);
    assertThat(api.store.bucketSettings().quota(photos)).isEqualTo(Quota.NONE);
    assertThat(code(api.admin("GET", "/api/s3/other?quota"))).isEqualTo("NoSuchBucket");
  }

  @Test
  void theLimitsOfAUserAreSetShownAndTakenAway() {
    String path = "/api/users/" + AdminFixture.READER + "/limits";
    String none =
        "{\"requestsPerSecond\":null,\"burst\":null,\"uploadBytesPerSecond\":null,"
            + "\"downloadBytesPerSecond\":null}";
    requireDocument(api.admin("GET", path), none);

    requireDocument(
        api.admin("PUT", path, "{\"requestsPerSecond\":5,\"downloadBytesPerSecond\":1000000}"),
        "{\"requestsPerSecond\":5,\"burst\":5,\"uploadBytesPerSecond\":null,"
            + "\"downloadBytesPerSecond\":1000000}");
    String id = json(api.admin("GET", "/api/users/" + AdminFixture.READER)).path("id").asString();
    assertThat(api.admin("GET", "/api/users/" + id + "/limits").text())
        .isEqualTo(api.admin("GET", path).text());
    assertThat(code(api.admin("PUT", path, "{\"downloadBytesPerSecond\":1}")))
        .isEqualTo("InvalidArgument");
    assertThat(code(api.admin("PUT", path, "{\"burst\":1}"))).isEqualTo("InvalidArgument");
    assertThat(api.admin("DELETE", path).status()).isEqualTo(204);
    requireDocument(api.admin("GET", path), none);
    assertThat(api.admin("GET", "/api/users/NOBODY/limits").status()).isEqualTo(404);
  }

  @Test
  void anAdministratorIsHeldToLimitsToo() {
    String path = "/api/users/" + AdminFixture.ADMIN + "/limits";
    api.admin("PUT", path, "{\"requestsPerSecond\":1,\"burst\":2}");
    assertThat(api.admin("GET", path).status()).isEqualTo(200);
    assertThat(api.admin("GET", path).status()).isEqualTo(200);
    assertThat(code(api.admin("GET", path))).isEqualTo("SlowDown");
  }

  @Test
  void onlyAnAdministratorSeesOrSetsAnyOfIt() {
    for (String path : new String[] {RATE, BANS, PROXIES, QUOTA, "/api/bans"}) {
      assertThat(api.send(AdminFixture.request("GET", path)).status()).isEqualTo(401);
      assertThat(
              api.send(AdminFixture.by(AdminFixture.READER, AdminFixture.request("GET", path)))
                  .status())
          .isIn(401, 403);
    }
  }
}
