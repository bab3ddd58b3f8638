package io.bytebucket.s3.op;

import static io.bytebucket.s3.S3Fixture.BUCKET;
import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.access.Permissions;
import io.bytebucket.s3.Listing;
import io.bytebucket.s3.S3Fixture;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Route;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The route table knows every operation of S3, and lets nothing through to a plain verb. */
class RoutesTest {
  /** What the admin address has, and AWS has not. */
  private static final String OF_ADMINISTRATORS = "MoveObject";

  private final S3Fixture s3 = new S3Fixture();

  @Test
  void everyOperationOfTheAwsSdkHasARow() {
    TreeSet<String> operations =
        Arrays.stream(S3Client.class.getMethods())
            .flatMap(method -> Arrays.stream(method.getParameterTypes()))
            .map(Class::getSimpleName)
            .filter(name -> name.endsWith("Request"))
            .map(name -> name.substring(0, name.length() - "Request".length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations).hasSizeGreaterThan(100);
    assertThat(s3.routes.routes()).extracting(Route::operationName).containsAll(operations);
  }

  static List<Route> notImplemented() {
    return new S3Fixture()
        .routes.routes().stream().filter(route -> route.operation().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("notImplemented")
  void whatIsNotImplementedSaysSoByNameAndChangesNothing(Route route) {
    s3.store("a");

    RawResponse answer = s3.signed(request(route));

    assertThat(answer.status()).as(answer.text()).isEqualTo(501);
    if (!route.method().equals("HEAD")) {
      assertThat(answer.errorCode()).isEqualTo("NotImplemented");
      assertThat(answer.text()).contains("operation " + route.operationName() + " is not");
    }
    assertThat(s3.send(request(route).add("host", "localhost")).status()).isEqualTo(403);
    requireUnchanged();
  }

  private static RawRequest request(Route route) {
    String target =
        switch (route.level()) {
          case SERVICE -> "/";
          case BUCKET -> "/" + BUCKET;
          case OBJECT -> path("a");
        };
    RawRequest request =
        S3Fixture.request(route.method(), target).withQuery(String.join("&", route.parameters()));
    return route.header().map(name -> request.add(name, "x")).orElse(request);
  }

  static Stream<String> subresources() {
    return Stream.concat(
        new S3Fixture()
            .routes.routes().stream()
                .flatMap(route -> route.parameters().stream().limit(1))
                .map(parameter -> parameter.split("=", 2)[0])
                .filter(name -> !List.of("list-type", "x-id", "location", "delete").contains(name))
                .distinct(),
        Stream.of("nonsense", "Policy", "append"));
  }

  // Section H 21 of the behaviour of the original: they fell through, and deleted a bucket.
  @ParameterizedTest
  @MethodSource("subresources")
  void noSubresourceFallsThroughToThePlainVerb(String subresource) {
    s3.store("a");
    for (String target : List.of("/", "/" + BUCKET, path("a"))) {
      for (String method : List.of("GET", "HEAD", "PUT", "POST", "DELETE")) {
        for (String query : List.of(subresource, subresource + "=")) {
          RawResponse answer = s3.signed(S3Fixture.request(method, target + "?" + query));
          if (!isImplemented(method, target, subresource)) {
            assertThat(answer.status())
                .as("%s %s?%s", method, target, query)
                .isIn(isOfBucketsAlone(target, subresource) ? List.of(400) : List.of(405, 501));
          }
          assertThat(answer.text()).isNotEqualTo("a").doesNotContain("<ListBucketResult");
        }
      }
    }
    requireUnchanged();
  }

  private boolean isImplemented(String method, String target, String subresource) {
    Route.Level level =
        target.equals("/")
            ? Route.Level.SERVICE
            : target.equals("/" + BUCKET) ? Route.Level.BUCKET : Route.Level.OBJECT;
    return s3.routes.routes().stream()
        .anyMatch(row ->
            row.operation().isPresent()
                && row.method().equals(method)
                && row.level() == level
                && row.parameters().equals(List.of(subresource)));
  }

  private boolean isOfBucketsAlone(String target, String subresource) {
    return target.equals(path("a"))
        && isAt(Route.Level.BUCKET, subresource)
        && !isAt(Route.Level.OBJECT, subresource);
  }

  private boolean isAt(Route.Level level, String subresource) {
    return s3.routes.routes().stream()
        .filter(row -> row.level() == level)
        .flatMap(row -> row.parameters().stream().limit(1))
        .anyMatch(subresource::equals);
  }

  private void requireUnchanged() {
    assertThat(s3.get(path("a")).text()).isEqualTo("a");
    assertThat(Listing.of(s3.get("/" + BUCKET)).keys()).containsExactly("a");
  }

  // Measured on AWS by others: named in their order, before the bucket is looked up.
  @Test
  void twoSubresourcesAtOnceConflict() {
    for (String query : List.of("acl&versioning", "versioning&acl", "location&acl")) {
      RawResponse answer = s3.get("/no-such-bucket?" + query);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo("InvalidArgument");
      assertThat(answer.text()).contains("Conflicting query string parameters: acl, ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, GET",
    "PATCH, /photos, 'DELETE, GET, HEAD, POST, PUT'",
    "PATCH, /photos/a, 'DELETE, GET, HEAD, PUT'",
    "POST, /photos/a, 'DELETE, GET, HEAD, PUT'",
    "DELETE, /photos?acl, 'GET, PUT'",
    "HEAD, /photos?location, GET",
  })
  void aVerbThatIsNotThereIsToldWhichAreEvenWithoutASignature(
      String method, String target, String allowed) {
    RawResponse answer = s3.send(S3Fixture.request(method, target, "host", "localhost"));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"?foo=bar", "?x-id=GetObject", "?response-content-type=", "?versionId=null"})
  void aParameterThatSelectsNothingIsPassedOver(String query) {
    s3.store("a");

    assertThat(s3.get(path("a") + query).text()).isEqualTo("a");
  }

  @Test
  void aKeyHasNothingThatOnlyBucketsHave() {
    for (String name : List.of("versions", "location", "policy", "cors")) {
      RawResponse refused = s3.get(path("a") + "?" + name);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.errorCode()).isEqualTo("InvalidRequest");
      assertThat(refused.text())
          .contains("There is no such thing as the ?" + name + " sub-resource for a key");
    }
  }

  @Test
  void aPartOfNoUploadIsToldWhatIsMissing() {
    for (String method : List.of("PUT", "POST", "DELETE")) {
      RawResponse refused =
          s3.signed(S3Fixture.request(method, path("a") + "?partNumber=1").withBody(new byte[1]));

      assertThat(refused.status()).isEqualTo(501);
      assertThat(refused.errorCode()).isEqualTo("NotImplemented");
      assertThat(refused.text()).contains("the parameter uploadId is missing", ">partNumber<");
    }
    assertThat(s3.get(path("a")).status()).isEqualTo(404);
  }

  @Test
  void anOperationOfWhichNobodySaysWhoMayUseItStopsTheStart() {
    assertThatThrownBy(() -> RouteRow.get("StealBucket", Route.Level.BUCKET).row())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("StealBucket");
    Operation<?> operation =
        s3.routes.routes().stream().flatMap(route -> route.operation().stream()).findAny().get();
    assertThatThrownBy(() -> RouteRow.get("GetBucketAbac", Route.Level.BUCKET).to(operation))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GetBucketAbac");
  }

  @Test
  void everyRouteHasTheRowOfItsOperation() {
    assertThat(s3.routes.routes())
        .allSatisfy(
            route -> assertThat(route.needs().operation().text()).isEqualTo(route.operationName()));
    assertThat(Permissions.rows())
        .extracting(row -> row.operation().text())
        .filteredOn(operation -> !operation.equals(OF_ADMINISTRATORS))
        .containsExactlyInAnyOrderElementsOf(
            s3.routes.routes().stream().map(Route::operationName).distinct().toList());
  }

  @Test
  void theDocumentSaysWhatTheTableDoes() throws IOException {
    Map<String, Boolean> table = new LinkedHashMap<>();
    for (Route route : s3.routes.routes()) {
      table.merge(route.operationName(), route.operation().isPresent(), Boolean::logicalOr);
    }
    Map<String, Boolean> documented = new LinkedHashMap<>();
    Path document = Path.of(System.getProperty("bytebucket.root"), "docs/s3-compatibility.md");
    for (String line : Files.readAllLines(document)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3
          && Character.isUpperCase(line.charAt(2))
          && !line.contains("Supported")) {
        documented.put(cells[1].strip(), !cells[2].strip().equals("no"));
      }
    }

    assertThat(documented).containsExactlyInAnyOrderEntriesOf(table);
  }
}
