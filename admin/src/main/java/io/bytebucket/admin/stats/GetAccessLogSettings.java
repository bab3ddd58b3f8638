package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.http.Response;

/** Tells whether single requests are kept, and how many. */
public final class GetAccessLogSettings implements AdminOperation {
  private final Activity activity;

  /** Of that store. */
  public GetAccessLogSettings(Activity activity) {
    this.activity = activity;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(200, AccessLogDocument.of(activity.kept()));
  }
}
