package io.bytebucket.admin.limit;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.limit.BanRule;
import java.io.IOException;
import java.time.Duration;

/** When a source is banned that fails to sign in. Saving or clearing it lifts all bans. */
public final class BanRuleResource {
  private final Changeable<BanRule> rule;

  /** Of that rule. */
  public BanRuleResource(Changeable<BanRule> rule) {
    this.rule = rule;
  }

  private record Document(boolean enabled, int maxFailures, int windowSeconds, int banSeconds) {
    static Document of(BanRule rule) {
      return new Document(
          rule.isEnabled(),
          rule.maxFailures(),
          (int) rule.window().toSeconds(),
          (int) rule.ban().toSeconds());
    }

    BanRule rule() {
      return new BanRule(
          enabled, maxFailures, Duration.ofSeconds(windowSeconds), Duration.ofSeconds(banSeconds));
    }
  }

  /** Shows it. */
  public Response get(AdminRequest request, Administrator sender) {
    return Standing.get(rule, Document::of);
  }

  /** Saves it. */
  public Response put(AdminRequest request, Administrator sender) throws IOException {
    BanRule wanted = Standing.checked(request.document(Document.class)::rule);
    return Standing.save(rule, wanted, Document::of);
  }

  /** Forgets what was saved. */
  public Response delete(AdminRequest request, Administrator sender) {
    return Standing.clear(rule, Document::of);
  }
}
