package io.bytebucket.admin.limit;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.client.Source;
import io.bytebucket.pipeline.limit.Bans;
import java.util.List;

/** Who is banned by this server now. */
public final class BansResource {
  private final Bans bans;

  /** Of those bans. */
  public BansResource(Bans bans) {
    this.bans = bans;
  }

  private record Document(List<Banned> bans) {}

  private record Banned(String source, String until) {
    static Banned of(Bans.Banned banned) {
      return new Banned(banned.source().toString(), banned.until().toString());
    }
  }

  /** Lists them, the longest ban first; their number is bounded. */
  public Response list(AdminRequest request, Administrator sender) {
    return Json.answer(200, new Document(bans.banned().stream().map(Banned::of).toList()));
  }

  /** Lifts the ban of an address. */
  public Response lift(AdminRequest request, Administrator sender) {
    Source source =
        Source.of(request.name("address"))
            .orElseThrow(() -> AdminException.invalid("The path ends with an IP address."));
    if (!bans.lift(source)) {
      throw new AdminException(404, "NoSuchBan", "That address is not banned.");
    }
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }
}
