package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.http.Response;

/** Tells for how many days it is known how many requests there were. */
public final class GetRetention implements AdminOperation {
  private final Activity activity;

  /** Of that store. */
  public GetRetention(Activity activity) {
    this.activity = activity;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    return Json.answer(200, new RetentionDocument(activity.kept().seriesDays()));
  }
}
