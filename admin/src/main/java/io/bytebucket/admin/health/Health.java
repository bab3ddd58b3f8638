package io.bytebucket.admin.health;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OpenOperation;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;

/** Says that the server answers. */
public final class Health implements OpenOperation {
  /** Where it is asked. */
  public static final String PATH = "/health";

  /** What is answered while all is well. */
  public static final String HEALTHY = "{\"status\":\"ok\"}";

  @Override
  public Response handle(AdminRequest request) {
    return answer();
  }

  /** The answer, which is the same for everybody and takes nothing. */
  public static Response answer() {
    return Json.text(200, Headers.EMPTY, HEALTHY);
  }
}
