package io.bytebucket.admin.object;

import static io.bytebucket.admin.AdminFixture.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.testkit.RawResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZipTest {
  private static final String BUCKET = "/api/s3/photos";

  private static final int USER_TRIES = 3;

  private final AdminFixture admin = new AdminFixture();

  @BeforeEach
  void makeTheBucket() {
    admin.admin("PUT", BUCKET);
  }

  private void put(String key, String body) {
    assertThat(admin.admin("PUT", BUCKET + "/" + key, body).status()).isEqualTo(200);
  }

  private static Map<String, String> entries(RawResponse answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/zip");
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void allThatStartsWithAPrefixIsOneArchive() throws IOException {
    put("a/1", "one");
    put("a/%C3%BC/2", "two".repeat(100_000));
    put("b", "other");
    RawResponse answer = admin.admin("GET", BUCKET + "?zip&prefix=a/");
    assertThat(answer.header("content-disposition"))
        .isEqualTo("attachment; filename=\"photos.zip\"");
    assertThat(entries(answer)).isEqualTo(Map.of("a/1", "one", "a/ü/2", "two".repeat(100_000)));
    assertThat(entries(admin.admin("GET", BUCKET + "?zip&prefix="))).hasSize(3);
  }

  @Test
  void moreThanOnePageOfObjectsIsWholeInTheArchive() throws IOException {
    Map<String, String> stored = new LinkedHashMap<>();
    for (int i = 0; i < 150; i++) {
      put("p/" + i, "body " + i);
      stored.put("p/" + i, "body " + i);
    }
    assertThat(entries(admin.admin("GET", BUCKET + "?zip&prefix=p/"))).isEqualTo(stored);
  }

  @Test
  void manyKeysAreOneArchiveAndWhatIsNotThereIsToldInIt() throws IOException {
    put("a", "one");
    put("b", "two");
    assertThat(entries(admin.admin("GET", BUCKET + "?zip&key=a&key=b")))
        .isEqualTo(Map.of("a", "one", "b", "two"));
    String wanted = "{\"keys\":[\"a\",\"gone\",\"\"],\"prefixes\":[\"b\"]}";
    Map<String, String> entries = entries(admin.admin("POST", BUCKET + "?zip", wanted));
    assertThat(entries)
        .containsEntry("a", "one")
        .containsEntry("b", "two")
        .containsEntry(ZipSource.MANIFEST, "NoSuchKey gone\nInvalidArgument \n");
    assertThat(code(admin.admin("POST", BUCKET + "?zip", "{}"))).isEqualTo("InvalidArgument");
    assertThat(code(admin.admin("GET", "/api/s3/missing?zip&prefix="))).isEqualTo("NoSuchBucket");
  }

  @Test
  void everyPrefixIsAskedForAndNoKeyIsToldThatTheCallerMayNotKnow() throws IOException {
    put("a/1", "one");
    put("secret/2", "two");
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Deny","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::photos",
           "Condition":{"StringNotLike":{"s3:prefix":"a/*"}}},
          {"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
           "Resource":"arn:aws:s3:::photos/a/refused"}]}
        """;
    admin.store.policies().put(new BucketName("photos"), policy.getBytes(StandardCharsets.UTF_8));
    put("a/refused", "three");
    String zip = BUCKET + "?zip&prefix=a/";
    assertThat(entries(admin.admin("GET", zip)))
        .isEqualTo(Map.of("a/1", "one", ZipSource.MANIFEST, "AccessDenied a/refused\n"));
    assertThat(admin.admin("GET", zip + "&prefix=secret/").text()).contains("s3:ListBucket");
    // Whether a key is there that cannot be listed is not told.
    assertThat(
            entries(admin.admin("GET", zip + "&key=a/gone&key=secret/gone"))
                .get(ZipSource.MANIFEST))
        .isEqualTo("NoSuchKey a/gone\nAccessDenied secret/gone\nAccessDenied a/refused\n");
  }

  @Test
  void moreThanThereIsRoomForIsToldInTheArchive() throws IOException {
    for (int i = 0; i < 20; i++) {
      put("k" + i, "x");
    }
    try (var taken = admin.documents.share()) {
      assertThat(taken.tryGrow(admin.documents.limitBytes() - (320 << 10) - 10 * 600)).isTrue();
      Map<String, String> entries = entries(admin.admin("GET", BUCKET + "?zip&prefix="));
      assertThat(entries.size()).isBetween(5, 15);
      assertThat(entries.get(ZipSource.MANIFEST)).contains("no room");
    }
    assertThat(admin.documents.takenBytes()).isZero();
  }

  @Test
  void whereThereIsNoRoomForAnArchiveNoneIsBegun() {
    try (var taken = admin.documents.share()) {
      assertThat(taken.tryGrow(admin.documents.limitBytes() - (300 << 10))).isTrue();
      assertThat(admin.admin("GET", BUCKET + "?zip&prefix=").status()).isEqualTo(503);
    }
  }

  @Test
  void noNameLeadsOutOfWhereAnArchiveIsUnpacked() {
    ZipNames names = new ZipNames();
    for (String key :
        List.of(
            "../../etc/passwd",
            "/etc/passwd",
            "a/../../b",
            "..",
            ".",
            "/",
            "a//b",
            "C:\\windows",
            "..\\x",
            "a\u0000b",
            "a/\r\n")) {
      String name = names.of(key);
      assertThat(name).doesNotStartWith("/").doesNotContain("\\", ":", "\u0000", "\n", "//");
      assertThat(List.of(name.split("/", -1))).doesNotContain("..", ".", "");
    }
  }

  @Test
  void noNameStandsTwice() {
    ZipNames names = new ZipNames();
    assertThat(names.of("a.txt")).isEqualTo("a.txt");
    assertThat(names.of("A.txt")).isEqualTo("A (2).txt");
    assertThat(names.of("d/a?b")).isEqualTo("d/a_b");
    assertThat(names.of("d/a*b")).isEqualTo("d/a_b (2)");
    assertThat(names.of("d/.x")).isEqualTo("d/.x");
    assertThat(names.of("d/.X")).isEqualTo("d/.X (2)");
  }

  @Test
  void manyKeysThatWantOneNameTakeNoLongerThanOthers() {
    ZipNames names = new ZipNames();
    Set<String> given = new HashSet<>();
    int keys = 200_000;
    for (int i = 0; i < keys; i++) {
      // All of them are one name once what no file may be called is taken out.
      assertThat(given.add(names.of("a?b*c:d".repeat(2)))).isTrue();
    }
    assertThat(given).hasSize(keys);
  }

  private String ticket(String document) {
    RawResponse answer = admin.admin("POST", BUCKET + "?zip-ticket", document);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return "/api/zip/" + AdminFixture.json(answer).path("ticket").asString();
  }

  @Test
  void aTicketIsAnArchiveOnceAndSoon() throws IOException {
    put("a", "one");
    String link = ticket("{\"keys\":[\"a\"],\"prefixes\":[\"b/\"]}");
    assertThat(entries(admin.admin("GET", link))).isEqualTo(Map.of("a", "one"));
    assertThat(code(admin.admin("GET", link))).isEqualTo("NoSuchTicket");

    String late = ticket("{\"keys\":[\"a\"]}");
    admin.clock.advance(ZipTickets.GOOD_FOR);
    assertThat(admin.admin("GET", late).status()).isEqualTo(404);
    assertThat(admin.admin("GET", "/api/zip/none").status()).isEqualTo(404);
    assertThat(admin.admin("POST", BUCKET + "?zip-ticket", "{}").status()).isEqualTo(400);
  }

  @Test
  void whoAsksWhatATicketLeadsToHasNotUsedIt() throws IOException {
    put("a", "one");
    String link = ticket("{\"keys\":[\"a\"]}");
    RawResponse head = admin.admin("HEAD", link);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-type")).isEqualTo("application/zip");
    assertThat(entries(admin.admin("GET", link))).isEqualTo(Map.of("a", "one"));
    assertThat(admin.admin("HEAD", link).status()).isEqualTo(404);
  }

  @Test
  void whoIsToldToComeBackHasNotUsedTheTicket() throws IOException {
    put("a", "one");
    String link = ticket("{\"keys\":[\"a\"]}");
    try (var taken = admin.documents.share()) {
      assertThat(taken.tryGrow(admin.documents.limitBytes() - (300 << 10))).isTrue();
      assertThat(admin.admin("GET", link).status()).isEqualTo(503);
    }
    assertThat(entries(admin.admin("GET", link))).isEqualTo(Map.of("a", "one"));
    assertThat(code(admin.admin("GET", link))).isEqualTo("NoSuchTicket");
  }

  @Test
  void aTicketIsOfNoUseToAnybodyElse() throws IOException {
    put("a", "one");
    admin.create("second", "AKIDSECOND", "*");
    String link = ticket("{\"keys\":[\"a\"]}");
    assertThat(
            admin.send(AdminFixture.by("AKIDSECOND", AdminFixture.request("GET", link))).status())
        .isEqualTo(404);
    String session = "bb_admin_session=" + "x".repeat(43);
    assertThat(admin.admin(AdminFixture.request("GET", link, "cookie", session)).status())
        .isEqualTo(404);
    assertThat(entries(admin.admin("GET", link))).hasSize(1);
  }

  @Test
  void ticketsAreBoundedInNumberAndSize() {
    String first = ticket("{\"keys\":[\"a\"]}");
    for (int i = 0; i < ZipTickets.USER_MAX; i++) {
      ticket("{\"keys\":[\"a\"]}");
    }
    assertThat(admin.admin("GET", first).status()).isEqualTo(404);

    String large = "{\"keys\":[\"" + "k".repeat(700_000) + "\"]}";
    int refused = 0;
    for (int i = 0; i < 4; i++) {
      String keyId = "AKIDMANY" + i;
      admin.create("many" + i, keyId, "*");
      for (int n = 0; n < USER_TRIES; n++) {
        RawResponse answer =
            admin.send(
                AdminFixture.by(
                    keyId,
                    AdminFixture.request("POST", BUCKET + "?zip-ticket").withBody(large).sized()));
        refused += answer.status() == 503 ? 1 : 0;
      }
    }
    assertThat(refused).isPositive();
    admin.clock.advance(ZipTickets.GOOD_FOR);
    ticket("{\"keys\":[\"a\"]}");
  }

  @Test
  void nobodyTakesTheRoomOfTheTicketsOfOthers() {
    admin.create("greedy", "AKIDGREEDY", "*");
    String keys =
        IntStream.range(0, 40_000).mapToObj(i -> "\"k" + i + "\"").collect(Collectors.joining(","));
    for (int i = 0; i < ZipTickets.USER_MAX; i++) {
      RawResponse answer = greedy("{\"keys\":[" + keys + "]}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
    ticket("{\"keys\":[" + keys + "]}");

    String more =
        IntStream.range(0, 69_000).mapToObj(i -> "\"k\"").collect(Collectors.joining(","));
    assertThat(greedy("{\"keys\":[" + more + "]}").status()).isEqualTo(400);
  }

  private RawResponse greedy(String document) {
    return admin.send(
        AdminFixture.by(
            "AKIDGREEDY",
            AdminFixture.request("POST", BUCKET + "?zip-ticket").withBody(document).sized()));
  }
}
