package io.bytebucket.admin.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.BucketUsage;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** How much a bucket may hold, and how much it does. */
public final class QuotaResource {
  private final Buckets buckets;
  private final BucketSettings settings;

  /** Of those buckets. */
  public QuotaResource(Buckets buckets, BucketSettings settings) {
    this.buckets = buckets;
    this.settings = settings;
  }

  /** Where a number is missing there is no limit. */
  private record Sent(Optional<Long> bytes, Optional<Long> objects) {
    Quota quota() {
      return new Quota(number("bytes", bytes), number("objects", objects));
    }

    private static OptionalLong number(String name, Optional<Long> number) {
      number
          .filter(value -> value < 0 || value > Quota.MAX)
          .ifPresent(_ -> {
            throw AdminException.invalid(
                name + " must be a whole number from 0 to " + Quota.MAX + ".");
          });
      return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Shown(Optional<Long> bytes, Optional<Long> objects, Used used) {}

  /** What counts. */
  private record Used(long bytes, long objects) {}

  private static BucketName bucket(AdminRequest request) {
    return new BucketName(request.name("bucket"));
  }

  /** Shows it. */
  public Response get(AdminRequest request, Administrator sender) {
    Quota quota = settings.quota(bucket(request));
    BucketUsage usage = buckets.usage(bucket(request));
    return Json.answer(
        200,
        new Shown(
            boxed(quota.bytes()),
            boxed(quota.objects()),
            new Used(usage.allBytes(), usage.allVersions())));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  /** Sets it. */
  public Response put(AdminRequest request, Administrator sender) throws IOException {
    settings.putQuota(bucket(request), request.document(Sent.class).quota());
    return get(request, sender);
  }

  /** Takes it away. */
  public Response delete(AdminRequest request, Administrator sender) {
    settings.putQuota(bucket(request), Quota.NONE);
    return new Response(204, Headers.EMPTY, ResponseBody.EMPTY);
  }
}
