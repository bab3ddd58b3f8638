package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Chooses for how many days it is known how many requests there were; tells what is in force. */
public final class PutRetention implements AdminOperation {
  private final Activity activity;

  /** Of that store. */
  public PutRetention(Activity activity) {
    this.activity = activity;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) throws IOException {
    int days = request.document(RetentionDocument.class).days();
    KeptActivity changed = activity.change(kept -> kept.withSeriesDays(days));
    return Json.answer(200, new RetentionDocument(changed.seriesDays()));
  }
}
