package io.bytebucket.server;

import io.bytebucket.admin.AdminFrontEnd;
import io.bytebucket.admin.Observed;
import io.bytebucket.admin.metrics.FiguresPage;
import io.bytebucket.admin.stats.LiveActivity;
import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.Store;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.store.Engine;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.s3.S3FrontEnd;
import io.bytebucket.s3.auth.LinkSigner;
import io.bytebucket.testkit.model.Stores;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What answers at both addresses of a server, over one store in memory. */
public final class TwoFrontEnds {
  private static final Meters NONE = (method, path, operation) -> (visit, in, out) -> {};

  private static final URI S3 = URI.create("http://localhost:9000");

  /** The store of both. */
  public final Store store;

  /** Told of what a test says that ended. */
  public final LiveTail tail = new LiveTail();

  /** What answers requests of S3. */
  public final HttpHandler s3;

  /** What answers those of the operator. */
  public final HttpHandler admin;

  /** Over a new store, in which there is nobody yet. */
  public TwoFrontEnds(Clock clock) {
    Engine engine = Stores.join(new MemoryMetadataStore(), new MemoryBlobStore());
    store =
        Store.open(engine, Stores.cipher(), new Store.Settings(1_000, 0, Optional.empty()), clock);
    FaultLog faults = new FaultLog();
    RefusedRequests refused = new RefusedRequests(clock);
    MemoryBudget documents = new MemoryBudget(4 << 20);
    s3 =
        S3FrontEnd.over(
            store,
            new CachedCallers(store.users(), store.lastUses(), clock),
            new S3FrontEnd.Settings(List.of(), "us-east-1", documents),
            faults,
            NONE,
            refused,
            clock);
    admin =
        AdminFrontEnd.over(
            store,
            new AdminFrontEnd.Settings(
                "us-east-1",
                78,
                documents,
                Optional.empty(),
                S3,
                new LinkSigner(S3, "us-east-1"),
                true),
            new Observed(
                NONE,
                new NoFigures(),
                LiveActivity.NONE,
                tail,
                faults,
                refused,
                RunningCheck.of(
                    engine.metadata(),
                    engine.blobs(),
                    new RunningCheck.Schedule(0, Optional.empty()),
                    clock)),
            faults,
            clock);
  }

  private static final class NoFigures implements FiguresPage {
    @Override
    public byte[] text() {
      return new byte[0];
    }

    @Override
    public String contentType() {
      return "text/plain";
    }
  }
}
