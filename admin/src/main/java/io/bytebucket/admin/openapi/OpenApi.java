package io.bytebucket.admin.openapi;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.admin.route.Route;
import io.bytebucket.admin.route.RouteRow;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Sends the description of this API, which holds nothing that the documentation does not. */
public final class OpenApi implements OpenOperation {
  private static final String DOCUMENT = "openapi.yaml";

  private final byte[] document = read();

  private static byte[] read() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its row. */
  public static List<Route> rows() {
    return List.of(RouteRow.get("/api/openapi.yaml").open("OpenApi", new OpenApi()));
  }

  @Override
  public Response handle(AdminRequest request) {
    return new Response(
        200,
        Headers.builder().add("content-type", "application/yaml").build(),
        ResponseBody.kept(document));
  }
}
