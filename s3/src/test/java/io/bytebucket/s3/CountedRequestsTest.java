package io.bytebucket.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.route.Route;
import org.junit.jupiter.api.Test;

/** Under what a request is counted: its row of the route table, never a name that was sent. */
class CountedRequestsTest {
  private final S3Fixture s3 = new S3Fixture();

  @Test
  void aRequestIsCountedOnceUnderItsRow() {
    s3.counted.clear();

    s3.put(S3Fixture.path("a/b c"), "x");
    s3.signed(S3Fixture.request("GET", S3Fixture.path("a/b c")));
    s3.signed(S3Fixture.request("GET", S3Fixture.path("missing")));
    s3.signed(S3Fixture.request("GET", "/" + S3Fixture.BUCKET + "?list-type=2"));
    s3.signed(S3Fixture.request("GET", "/"));

    assertThat(s3.counted)
        .containsExactly(
            "PUT /:bucket/*key PutObject 200",
            "GET /:bucket/*key GetObject 200",
            "GET /:bucket/*key GetObject 404",
            "GET /:bucket ListObjectsV2 200",
            "GET / ListBuckets 200");
  }

  @Test
  void whatNoRowTakesIsCountedWithoutWhatItNames() {
    s3.counted.clear();

    s3.signed(S3Fixture.request("BREW", S3Fixture.path("secret")));
    s3.signed(S3Fixture.request("GET", "/%ff"));
    s3.send(
        S3Fixture.request(
            "OPTIONS",
            S3Fixture.path("secret"),
            "host",
            "localhost",
            "origin",
            "http://a.test",
            "access-control-request-method",
            "GET"));

    assertThat(s3.counted)
        .containsExactly(
            "BREW /:bucket/*key  405", "GET   400", "OPTIONS /:bucket/*key Preflight 403");
  }

  @Test
  void whoIsRefusedIsCountedUnderWhatTheyAskedFor() {
    s3.counted.clear();

    s3.send(S3Fixture.complete(S3Fixture.request("GET", S3Fixture.path("a"))));

    assertThat(s3.counted).containsExactly("GET /:bucket/*key GetObject 403");
  }

  @Test
  void everyRowHasAPlaceBeforeTheFirstRequest() {
    RowMeters rows =
        new RowMeters(s3.routes, (_, _, operation) -> (_, _, _) -> s3.counted.add(operation));
    s3.counted.clear();

    for (Route route : s3.routes.routes()) {
      rows.of(route).ended(null, 0, 0);
    }

    assertThat(s3.counted)
        .containsExactlyElementsOf(s3.routes.routes().stream().map(Route::operationName).toList());
  }
}
