package io.bytebucket.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original ByteBucket let pass, over sockets: it does not pass here. */
class KnownWeaknessesTest {
  private static final String PRIVATE = "/" + BucketState.PRIVATE.bucket();
  private static final String OPEN = "/" + BucketState.OPEN.bucket();

  private final World world;

  KnownWeaknessesTest() throws IOException {
    world = new World();
  }

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  private static RawRequest request(String method, String target, String... fields) {
    RawRequest request = RawRequest.of(method, target);
    for (int i = 0; i < fields.length; i += 2) {
      request = request.add(fields[i], fields[i + 1]);
    }
    return request;
  }

  private RawResponse by(Person person, RawRequest request) throws IOException {
    return world.s3.exchange(World.signer(person).sign(World.complete(request), world.now));
  }

  private RawResponse admin(String method, String target, String document) throws IOException {
    return world.admin.exchange(
        World.complete(request(method, target).withBody(document))
            .add("x-admin-accesskey", Person.ROOT.accessKeyId())
            .add("x-admin-secret", Person.ROOT.secret()));
  }

  private void requireRefused(Person person, RawRequest... requests) throws IOException {
    for (RawRequest request : requests) {
      assertThat(by(person, request).status()).as(request.toString()).isEqualTo(403);
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void aLinkHasNoMoreRightsThanWhoSignedIt(String method) throws IOException {
    RawRequest link =
        World.signer(Person.NOBODY)
            .presign(World.complete(request(method, PRIVATE + "/a")), world.now, 60);
    assertThat(world.s3.exchange(link).status()).isEqualTo(403);
    assertThat(world.stored(BucketState.PRIVATE, "a")).isEqualTo("text");
  }

  @Test
  void whoMayOnlyWriteCopiesNothingOutOfAnotherBucket() throws IOException {
    by(Person.OWNER, request("PUT", "/m-mine"));
    requireRefused(
        Person.UPLOADER,
        request("PUT", "/m-mine/x", "x-amz-copy-source", PRIVATE + "/a"),
        request("PUT", "/m-mine/x", "x-amz-copy-source", PRIVATE + "/a?versionId=null"));
    assertThat(by(Person.UPLOADER, request("PUT", "/m-mine/x").withBody("own")).status())
        .isEqualTo(200);
  }

  @Test
  void whatIsForbiddenIsNotDone() throws IOException {
    requireRefused(
        Person.BARRED,
        request("GET", PRIVATE + "/a"),
        request("PUT", OPEN + "/a"),
        request("DELETE", OPEN + "/a"));
    assertThat(by(Person.BARRED, request("GET", "/")).status()).isEqualTo(200);
  }

  @Test
  void theRulesOfTheExamplesGiveWhatTheySayAndNothingElse() throws IOException {
    assertThat(by(Person.READER, request("GET", PRIVATE + "/a")).text()).isEqualTo("text");
    assertThat(by(Person.READER, request("GET", PRIVATE)).status()).isEqualTo(200);
    requireRefused(
        Person.READER,
        request("PUT", PRIVATE + "/a"),
        request("DELETE", PRIVATE + "/a"),
        request("GET", PRIVATE + "?acl"),
        request("GET", PRIVATE + "?cors"),
        request("GET", PRIVATE + "?policy"),
        request("GET", PRIVATE + "/a?tagging"));
    assertThat(by(Person.UPLOADER, request("PUT", PRIVATE + "/b").withBody("b")).status())
        .isEqualTo(200);
    requireRefused(Person.UPLOADER, request("GET", PRIVATE + "/b"), request("GET", PRIVATE));
    RawResponse many =
        by(
            Person.UPLOADER,
            request("POST", PRIVATE + "?delete", "content-md5", "aFPqFnlCon58cZ4Qt7zwvQ==")
                .withBody("<Delete><Object><Key>a</Key></Object></Delete>"));
    assertThat(many.text()).contains("<Code>AccessDenied</Code>").doesNotContain("<Deleted>");
    assertThat(world.stored(BucketState.PRIVATE, "a")).isEqualTo("text");
  }

  @Test
  void whoMayMakeBucketsDoesNotOpenThem() throws IOException {
    Person maker = Person.exactly("MAKER", List.of(new Row.Permission("n", "CreateBucket")));
    world.know(maker);
    assertThat(by(maker, request("PUT", "/made")).status()).isEqualTo(200);
    requireRefused(
        maker,
        request("PUT", "/made?acl", "x-amz-acl", "public-read"),
        request("PUT", "/made?cors").withBody("<CORSConfiguration/>"),
        request("PUT", "/made?policy").withBody(BucketState.OPEN.policy()),
        request("PUT", "/other", "x-amz-acl", "public-read"));
  }

  @Test
  void whoMayReadObjectsOfAPublicBucketDoesNotSeeWhatElseIsThere() throws IOException {
    String policy =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::m-private/a\"}}";
    world.root(request("PUT", PRIVATE + "?policy").withBody(policy));
    world.root(request("PUT", PRIVATE + "/hidden").withBody("h"));
    assertThat(anonymous(request("GET", PRIVATE + "/a")).text()).isEqualTo("text");
    assertThat(anonymous(request("GET", PRIVATE)).status()).isEqualTo(403);
    assertThat(anonymous(request("GET", PRIVATE + "/hidden")).status()).isEqualTo(403);
    RawResponse listed = anonymous(request("GET", "/m-listed", "accept", "application/json"));
    assertThat(listed.text()).startsWith("<?xml").doesNotContainIgnoringCase("acl");
  }

  private RawResponse anonymous(RawRequest request) throws IOException {
    return world.s3.exchange(World.complete(request));
  }

  @Test
  void nothingOfABodyIsReadForAKeyThatThereIsNot() throws IOException {
    Person stranger = new Person("AKIDSTRANGER", List.of(), _ -> false, _ -> false);
    RawRequest signed =
        World.signer(stranger).sign(World.complete(request("PUT", PRIVATE + "/x")), world.now);
    try (RawHttp connection = RawHttp.connect(world.s3.port())) {
      // Not a byte of it is ever sent, and the answer is there.
      connection.write(signed.set("content-length", Long.toString(5L << 30)).headBytes());
      RawResponse answer = connection.readFinal("PUT");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.errorCode()).isEqualTo("InvalidAccessKeyId");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-acl: public-read",
        "x-amz-copy-source: /m-private/tagged",
        "x-amz-tagging: k=v",
        "x-amz-grant-read: uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""
      })
  void nobodyAddsToALink(String field) throws IOException {
    RawRequest link =
        World.signer(Person.ROOT)
            .presign(World.complete(request("PUT", PRIVATE + "/a")), world.now, 60);
    String[] parts = field.split(": ", 2);
    assertThat(world.s3.exchange(link.add(parts[0], parts[1])).status()).isEqualTo(403);
    assertThat(world.stored(BucketState.PRIVATE, "a")).isEqualTo("text");
  }

  @Test
  void aDisabledKeyLooksLikeNoneAndSignInTellsNeitherFromAWrongSecret() throws IOException {
    world.know(Person.exactly("OFF", List.of()));
    assertThat(admin("PATCH", "/api/keys/AKIDEXACTOFF", "{\"enabled\":false}").status())
        .isEqualTo(200);
    for (String id : List.of("AKIDEXACTOFF", "AKIDNEVER")) {
      Person person = new Person(id, List.of(), _ -> false, _ -> false);
      RawResponse answer = by(person, request("GET", "/"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.errorCode()).isEqualTo("InvalidAccessKeyId");
    }
    List<String> told = new ArrayList<>();
    for (String id : List.of("AKIDEXACTOFF", "AKIDNEVER", "AKIDROOT")) {
      RawResponse answer =
          world.admin.exchange(
              World.complete(
                  request("GET", "/api/users", "x-admin-accesskey", id, "x-admin-secret", "no")));
      told.add(answer.status() + answer.text().replaceAll("\"requestId\":.*", ""));
    }
    assertThat(new TreeSet<>(told)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For",
        "X-Real-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "Fly-Client-IP"
      })
  void whoIsNoProxySaysNothingAboutAddresses(String field) throws IOException {
    admin(
        "PUT",
        "/api/config/trustedproxy",
        "{\"addresses\":[\"192.0.2.1\"],\"hops\":0,\"header\":\"X-Forwarded-For\"}");
    RawResponse answer =
        world.admin.exchange(
            World.complete(
                request(
                    "GET",
                    "/api/whoami",
                    "x-admin-accesskey",
                    Person.ROOT.accessKeyId(),
                    "x-admin-secret",
                    Person.ROOT.secret(),
                    field,
                    "203.0.113.9")));
    assertThat(answer.text()).contains("\"ip\":\"127.0.0.1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/none", "/api", "/api/", "/none", "/api/users/a/b/c"})
  void whatIsNotThereIsNoPage(String path) throws IOException {
    RawResponse answer = world.admin.exchange(World.complete(request("GET", path)));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).startsWith("application/json");
  }

  @Test
  void aKeyIsRotatedAndEnds() throws IOException {
    Person person =
        new Person("AKIDTURNING", List.of(AccessRule.FULL_ACCESS), _ -> true, _ -> false);
    world.know(person);
    RawResponse turned = admin("POST", "/api/keys/AKIDTURNING/rotate", "");
    assertThat(turned.status()).isEqualTo(201);
    assertThat(find("\"accessKeyID\":\"([^\"]+)\"", turned.text())).isNotEqualTo("AKIDTURNING");
    requireRefused(person, request("GET", "/"));
    RawResponse ended =
        admin("POST", "/api/users/AKIDSUBJECT/keys", "{\"expiresAt\":\"2026-11-22T18:47:23Z\"}");
    Person late =
        new Person(
            find("\"accessKeyID\":\"([^\"]+)\"", ended.text()), List.of(), _ -> true, _ -> false);
    assertThat(by(late, request("GET", "/")).errorCode()).isEqualTo("InvalidAccessKeyId");
  }

  @Test
  void signInsAndChangesAreInTheAuditLogWithAddressBeforeAndAfter() throws IOException {
    world.session(Person.ROOT);
    admin(
        "PUT",
        "/api/users/AKIDREADER",
        "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"x\"],\"actions\":[\"s3:GetObject\"]}]}");
    admin("PUT", "/api/s3/made-here", "");
    for (String action : List.of("sign-in", "user.rules", "bucket.create")) {
      String events = admin("GET", "/api/audit?limit=1&action=" + action, "").text();
      assertThat(events).as(action).contains("\"127.0.0.1\"", "AKIDROOT");
    }
    assertThat(admin("GET", "/api/audit?limit=1&action=user.rules", "").text())
        .contains("before", "s3:ListBucket", "after");
  }

  @Test
  void nothingOfWhatIsKeptInsideIsInAnAnswer() throws IOException {
    world.root(
        request(
                "PUT",
                PRIVATE + "/told",
                "x-amz-acl",
                "public-read",
                "x-amz-tagging",
                "k=v",
                "x-amz-meta-own",
                "1")
            .withBody("told"));
    for (String method : List.of("GET", "HEAD")) {
      RawResponse answer = by(Person.ROOT, request(method, PRIVATE + "/told"));
      Set<String> names = new TreeSet<>();
      answer.headers().forEach((name, value) -> names.add(name));
      assertThat(names)
          .isSubsetOf(
              "accept-ranges",
              "content-length",
              "content-type",
              "date",
              "etag",
              "last-modified",
              "server",
              "x-amz-id-2",
              "x-amz-meta-own",
              "x-amz-request-id",
              "x-amz-tagging-count");
    }
  }
}
