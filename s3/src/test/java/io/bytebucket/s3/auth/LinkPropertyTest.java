package io.bytebucket.s3.auth;

import static io.bytebucket.s3.auth.AuthFixture.KEY;
import static io.bytebucket.s3.auth.AuthFixture.NOW;
import static io.bytebucket.s3.auth.AuthFixture.SECRET;
import static io.bytebucket.s3.auth.AuthFixture.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.LinkV2;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Address;
import io.bytebucket.testkit.RawRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whoever holds a link can do what was signed, and nothing else: links of both versions for every
 * kind of address, changed in every way that the holder of one has, are refused or still ask for
 * the same.
 */
class LinkPropertyTest {
  private static final int ROUNDS = 6_000;
  private static final String DOMAIN = AuthFixture.DOMAINS.getFirst();

  private static final List<String> HOSTS =
      List.of(
          "localhost:9000",
          DOMAIN,
          DOMAIN + ":9000",
          "pub." + DOMAIN,
          "PUB." + DOMAIN.toUpperCase(Locale.ROOT) + ".",
          "other." + DOMAIN,
          "other." + DOMAIN + ":80",
          "pub.other." + DOMAIN,
          "." + DOMAIN,
          "pub",
          "");

  private static final List<String> PATHS =
      List.of(
          "/",
          "/pub",
          "/pub/",
          "/pub/k",
          "/k",
          "//k",
          "//pub/k",
          "/pub//k",
          "/pub/k/",
          "/other/k",
          "/pub/other/k",
          "/pub%2Fk",
          "/p%75b/k",
          "/pub/%6B",
          "/pub/../other/k",
          "/pub/k%3Facl",
          "/pub/a%20b",
          "/pub/a+b",
          "/other",
          "/pub/k%26versionId=1");

  private static final List<String> PARAMETERS =
      List.of(
          "acl",
          "uploads",
          "delete",
          "tagging",
          "cors",
          "versioning",
          "attributes",
          "retention",
          "renameObject",
          "versionId=1",
          "versionId=2",
          "partNumber=1",
          "uploadId=u",
          "response-expires=0",
          "response-content-type=text%2Fhtml",
          "response-cache-control=a%26versionId%3D1",
          "response-content-disposition=a%26b",
          "x-amz-acl=private",
          "x-amz-acl=public-read",
          "X-Amz-Acl=public-read",
          "x-amz-meta-a=1",
          "x-amz-meta-a%3Ab=1",
          "x-amz-meta-a=1%0Ax-amz-meta-b%3A2",
          "x-amz-copy-source=other%2Fk",
          "x-amz-security-token=t",
          "content-type=text%2Fplain",
          "content-md5=a%0Ab",
          "Content-Type=text%2Fplain",
          "select&select-type=2");

  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE");

  private static final List<String> FIELDS =
      List.of(
          "x-amz-acl",
          "x-amz-meta-a",
          "x-amz-copy-source",
          "x-amz-tagging",
          "content-type",
          "content-md5",
          "x-amz-security-token",
          "x-amz-date");

  /** What only says which part of a listing is asked for. */
  private static final Set<String> PARTS_OF_LISTINGS = Set.of("prefix", "list-type", "max-keys");

  private static final Set<String> CLAIM_V2 = Set.of("AWSAccessKeyId", "Signature", "Expires");

  private final AuthFixture server = AuthFixture.atNow();
  private final long seed = Long.getLong("bytebucket.seed", System.nanoTime());
  private final Random random = new Random(seed);

  /** What a request asks for, as the server goes on to act on it. */
  private record Meaning(
      String method,
      S3Address address,
      SortedMap<String, String> parameters,
      SortedMap<String, String> fields) {}

  @Test
  void aLinkDoesWhatWasSignedOrNothing() {
    int refused = 0;
    int same = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean isV2 = random.nextBoolean();
      RawRequest link = isV2 ? linkV2() : linkV4();
      Meaning signed = meaning(link, isV2).orElse(null);
      if (signed == null) {
        continue;
      }
      RawRequest changed = link;
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        changed = change(changed);
      }
      Optional<Meaning> done = meaning(changed, isV2);
      assertThat(done.orElse(signed))
          .as("seed %d, round %d: %s made of %s", seed, round, changed, link)
          .isEqualTo(signed);
      refused += done.isEmpty() ? 1 : 0;
      same += done.isPresent() ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(ROUNDS / 4);
    assertThat(same).isGreaterThan(ROUNDS / 100);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private RawRequest linkV4() {
    RawRequest request = RawRequest.of(any(METHODS), any(PATHS)).add("host", any(HOSTS));
    for (int more = random.nextInt(3); more > 0; more--) {
      request = request.addQuery(any(PARAMETERS));
    }
    if (random.nextBoolean()) {
      request = request.add(any(FIELDS), "v");
    }
    return SIGNER.presign(request, NOW, 60);
  }

  /** As boto3 makes them: what is signed as headers stands in the query. */
  private RawRequest linkV2() {
    boolean isHosted = random.nextBoolean();
    String path = isHosted ? any(List.of("/", "/k", "//k", "/other/k")) : any(PATHS);
    String host = isHosted ? "pub." + DOMAIN : any(List.of(DOMAIN, "localhost:9000"));
    SortedMap<String, String> fields = new TreeMap<>();
    SortedMap<String, String> parameters = new TreeMap<>();
    RawRequest request = RawRequest.of(any(METHODS), path).add("host", host);
    if (random.nextInt(3) == 0) {
      fields.put(any(FIELDS), "v");
    }
    if (random.nextInt(3) == 0) {
      parameters.put(any(List.of("versionId", "response-content-type", "uploadId")), "1");
    }
    for (String name : parameters.keySet()) {
      request = request.addQuery(name + "=1");
    }
    for (String name : fields.keySet()) {
      request = random.nextBoolean() ? request.addQuery(name + "=v") : request.add(name, "v");
    }
    String signed =
        parameters.keySet().stream().map(name -> name + "=1").collect(Collectors.joining("&"));
    String resource = (isHosted ? "/pub" : "") + path + (signed.isEmpty() ? "" : "?" + signed);
    long expires = NOW.getEpochSecond() + 60;
    return LinkV2.sign(KEY, SECRET, request, fields, resource, expires);
  }

  private RawRequest change(RawRequest link) {
    return switch (random.nextInt(9)) {
      case 0 -> link.set("host", any(HOSTS));
      case 1 -> link.withPath(any(PATHS));
      case 2 -> link.set("host", any(HOSTS)).withPath(any(PATHS));
      case 3 -> link.withMethod(any(METHODS));
      case 4 -> link.addQuery(any(PARAMETERS));
      case 5 -> link.withQuery(any(PARAMETERS) + '&' + link.query());
      case 6 -> link.add(any(FIELDS), any(List.of("v", "w", "other/k")));
      case 7 -> link.remove(any(FIELDS));
      default -> withoutOneOrReordered(link);
    };
  }

  private RawRequest withoutOneOrReordered(RawRequest link) {
    List<String> parameters = Arrays.asList(link.query().split("&", -1));
    if (random.nextBoolean()) {
      Collections.shuffle(parameters, random);
      return link.withQuery(String.join("&", parameters));
    }
    int left = random.nextInt(parameters.size());
    StringBuilder query = new StringBuilder("prefix=p");
    for (int i = 0; i < parameters.size(); i++) {
      query.append(i == left ? "" : "&" + parameters.get(i));
    }
    return link.withQuery(query.toString());
  }

  /** Empty when the request is refused, or let in as nobody's. */
  private Optional<Meaning> meaning(RawRequest raw, boolean isV2) {
    try {
      Request request = raw.asReceived();
      Authenticated authenticated = server.authenticate(request);
      if (authenticated.accessKeyId().isEmpty()) {
        return Optional.empty();
      }
      S3Address address = S3Address.of(request, AuthFixture.DOMAINS);
      SortedMap<String, String> fields = new TreeMap<>();
      authenticated
          .request()
          .headers()
          .forEach((name, value) -> {
            // When it was signed means nothing to Version 2, wherever it is said.
            boolean isDate = isV2 && name.equals("x-amz-date");
            if (!isDate && (name.startsWith("x-amz-") || (isV2 && name.startsWith("content-")))) {
              fields.merge(name, value, (one, two) -> one + "," + two);
            }
          });
      return Optional.of(new Meaning(raw.method(), address, parameters(raw.query(), isV2), fields));
    } catch (S3Exception refused) {
      return Optional.empty();
    }
  }

  /** The first value of each, as operations take it; what is a header already is not one. */
  private static SortedMap<String, String> parameters(String query, boolean isV2) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Query.Parameter each : Query.parse(query).orElseThrow().parameters()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      boolean isHeader = name.startsWith("x-amz-") || name.startsWith("content-");
      boolean isFree = CLAIM_V2.contains(each.name()) || PARTS_OF_LISTINGS.contains(each.name());
      if (!isV2 || !(isHeader || isFree)) {
        parameters.putIfAbsent(each.name(), each.value());
      }
    }
    return parameters;
  }

  @Test
  void theSignerOfTheTestIsThatOfTheServer() {
    RawRequest get = RawRequest.of("GET", "/k?" + "x-amz-meta-a=1").add("host", "pub." + DOMAIN);
    SortedMap<String, String> fields = new TreeMap<>(Map.of("x-amz-meta-a", "1"));

    assertThat(
            server
                .authenticate(LinkV2.sign(KEY, SECRET, get, fields, "/pub/k", NOW.getEpochSecond()))
                .request()
                .headers()
                .first("x-amz-meta-a"))
        .contains("1");
  }
}
