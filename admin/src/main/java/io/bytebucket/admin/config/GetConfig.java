package io.bytebucket.admin.config;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.http.Response;
import java.net.URI;

/** Tells where S3 is served: so a page knows what its links begin with. */
public final class GetConfig implements AdminOperation {
  private final URI publicUrl;

  /** A server whose S3 is there. */
  public GetConfig(URI publicUrl) {
    this.publicUrl = publicUrl;
  }

  private record Document(String publicBaseURL) {}

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(200, new Document(publicUrl.toString()));
  }
}
