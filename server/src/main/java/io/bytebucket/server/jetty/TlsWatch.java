package io.bytebucket.server.jetty;

import io.bytebucket.server.tls.ReloadingTls;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** Has the certificate looked at again while the server runs. */
final class TlsWatch extends AbstractLifeCycle {
  private static final long PERIOD_SECONDS = 10;

  private final ReloadingTls tls;
  private final Scheduler scheduler;

  TlsWatch(ReloadingTls tls, Scheduler scheduler) {
    this.tls = tls;
    this.scheduler = scheduler;
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    scheduler.schedule(this::look, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (isRunning()) {
      tls.reloadIfChanged();
      schedule();
    }
  }
}
