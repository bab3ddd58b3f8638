package io.bytebucket.admin;

import io.bytebucket.admin.auth.SecretCheck;
import io.bytebucket.admin.auth.SignIns;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.Store;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Pipeline;
import java.time.Clock;

/** The admin API over a store, put together. */
public final class AdminFrontEnd {
  private AdminFrontEnd() {}

  /**
   * What an operator decides about it.
   *
   * @param region the region of buckets that were made without one
   * @param documents what documents may hold of memory together, sent or to be sent
   */
  public record Settings(String region, MemoryBudget documents) {}

  /** What answers requests at the admin address. */
  public static HttpHandler over(Store store, Settings settings, FaultLog faults, Clock clock) {
    AdminHandler admin =
        new AdminHandler(
            Routes.table(store),
            new SignIns(new SecretCheck(store.users(), clock)),
            store.gate(settings.region()),
            clock);
    return new Pipeline<>(admin, AdminException.class, settings.documents(), faults);
  }
}
