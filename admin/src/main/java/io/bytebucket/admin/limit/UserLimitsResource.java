package io.bytebucket.admin.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.admin.user.NamedUser;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserLimits;
import io.bytebucket.core.user.Users;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.Optional;

/** How much one user may ask of each server. It is named by any access key, or by its id. */
public final class UserLimitsResource {
  private final Users users;
  private final LimitedUsers limits;

  /** Of those users. */
  public UserLimitsResource(Users users, LimitedUsers limits) {
    this.users = users;
    this.limits = limits;
  }

  /** Where a number is missing there is no limit. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Document(
      Optional<Long> requestsPerSecond,
      Optional<Long> burst,
      Optional<Long> uploadBytesPerSecond,
      Optional<Long> downloadBytesPerSecond) {
    static Document of(UserLimits limits) {
      return new Document(
          limits.requests().map(UserLimits.RequestRate::perSecond),
          limits.requests().map(UserLimits.RequestRate::burst),
          limits.uploadBytesPerSecond(),
          limits.downloadBytesPerSecond());
    }

    UserLimits limits() {
      if (requestsPerSecond.isEmpty() && burst.isPresent()) {
        throw AdminException.invalid("burst goes with requestsPerSecond.");
      }
      return new UserLimits(
          requestsPerSecond.map(rate -> new UserLimits.RequestRate(rate, burst.orElse(rate))),
          uploadBytesPerSecond,
          downloadBytesPerSecond);
    }
  }

  private UserId user(AdminRequest request) {
    return NamedUser.require(users, request.name(NamedUser.NAME)).id();
  }

  /** Shows them. */
  public Response get(AdminRequest request, Administrator sender) {
    return Json.answer(200, Document.of(limits.get(user(request))));
  }

  /** Sets them. */
  public Response put(AdminRequest request, Administrator sender) throws IOException {
    UserId user = user(request);
    limits.put(user, Standing.checked(request.document(Document.class)::limits));
    return get(request, sender);
  }

  /** Takes them away. */
  public Response delete(AdminRequest request, Administrator sender) {
    limits.put(user(request), UserLimits.NONE);
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }
}
