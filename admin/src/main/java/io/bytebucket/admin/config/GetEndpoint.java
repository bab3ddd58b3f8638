package io.bytebucket.admin.config;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.http.Response;
import java.net.URI;

/**
 * Tells whoever is signed in where S3 is served and in which region: what every program of theirs
 * has to know, and every link begins with.
 */
public final class GetEndpoint implements OwnOperation {
  private final URI publicUrl;
  private final String region;

  /**
   * A server whose S3 is there.
   *
   * @param region the region of buckets that were made without one
   */
  public GetEndpoint(URI publicUrl, String region) {
    this.publicUrl = publicUrl;
    this.region = region;
  }

  private record Document(String url, String region) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    return Json.answer(200, new Document(publicUrl.toString(), region));
  }
}
