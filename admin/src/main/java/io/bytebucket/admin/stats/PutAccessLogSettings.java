package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Chooses whether single requests are kept, and how many; tells what is in force. */
public final class PutAccessLogSettings implements AdminOperation {
  private final Activity activity;
  private final LiveActivity live;

  /** Of that store. */
  public PutAccessLogSettings(Activity activity, LiveActivity live) {
    this.activity = activity;
    this.live = live;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    AccessLogDocument chosen = request.document(AccessLogDocument.class);
    KeptActivity changed = activity.change(chosen::applied);
    live.follow(changed);
    return Json.answer(200, AccessLogDocument.of(changed));
  }
}
