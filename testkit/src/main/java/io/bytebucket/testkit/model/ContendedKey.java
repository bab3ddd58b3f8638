package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.Servers.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One key to which many clients do random things, each of which is recorded. Its state is the
 * entity tag of the object, or {@link #NONE}; no two bodies are alike. Thread-safe.
 */
final class ContendedKey {
  /** The state without an object. */
  static final String NONE = "none";

  private static final UserId OWNER = new UserId("AKOWNER");
  private static final ObjectKey KEY = new ObjectKey("a/key");

  /** Inline, and not. */
  private static final List<Integer> SIZES = List.of(30, 30, 30, 500);

  /** What a client did. */
  enum Kind {
    READ,
    PUT,
    CREATE,
    REPLACE,
    DELETE,
    DELETE_IF
  }

  /**
   * One thing that was done.
   *
   * @param asked the tag that had to match, where one had
   * @param told the tag that was read or written, {@link #NONE}, or {@code refused}
   */
  record Event(Kind kind, String asked, String told, long startTick, long endTick, long hintTick)
      implements Linearization.Operation<String> {
    private static final String REFUSED = "refused";

    @Override
    public boolean mayChange() {
      return kind != Kind.READ && !told.equals(REFUSED);
    }

    @Override
    public Optional<String> needs() {
      return switch (kind) {
        case READ -> told.equals(NONE) ? Optional.empty() : Optional.of(told);
        case REPLACE, DELETE_IF -> mayChange() ? Optional.of(asked) : Optional.empty();
        case PUT, CREATE, DELETE -> Optional.empty();
      };
    }

    @Override
    public Optional<String> after(String state) {
      boolean isRefused = told.equals(REFUSED);
      return switch (kind) {
        case READ -> told.equals(state) ? Optional.of(state) : Optional.empty();
        case PUT -> Optional.of(told);
        case CREATE -> unless(isRefused, !state.equals(NONE), state, told);
        case REPLACE -> unless(isRefused, !state.equals(asked), state, told);
        case DELETE -> Optional.of(NONE);
        case DELETE_IF -> unless(isRefused, !state.equals(asked), state, NONE);
      };
    }

    private static Optional<String> unless(
        boolean wasRefused, boolean hadToBe, String state, String done) {
      return wasRefused == hadToBe ? Optional.of(hadToBe ? state : done) : Optional.empty();
    }
  }

  /** The key itself, which is one for all that reach for it. */
  private record Shared(
      BucketName bucket, AtomicLong ticks, AtomicLong bodies, AtomicReference<String> lastTag) {}

  private final Server server;
  private final Store services;
  private final Shared shared;
  private final BucketName bucket;
  private final AtomicReference<String> lastTag;

  /**
   * That key, as one server has it.
   *
   * @param ticks the clock of all servers
   */
  ContendedKey(Server server, BucketName bucket, AtomicLong ticks) {
    this(
        server, new Shared(bucket, ticks, new AtomicLong(), new AtomicReference<>("0".repeat(32))));
  }

  private ContendedKey(Server server, Shared shared) {
    this.server = server;
    this.services = server.store();
    this.shared = shared;
    this.bucket = shared.bucket();
    this.lastTag = shared.lastTag();
  }

  /** The same key, as another server has it. */
  ContendedKey through(Server other) {
    return new ContendedKey(other, shared);
  }

  Event read() {
    return record(
        Kind.READ,
        "",
        NONE,
        () -> {
          String tag =
              services
                  .reader()
                  .get(ObjectReader.Source.current(bucket, KEY))
                  .record()
                  .etag()
                  .value();
          lastTag.set(tag);
          return tag;
        });
  }

  /**
   * Does something at random.
   *
   * @throws MortalEngine.Killed when the server died before it had done it
   */
  Event act(Random random) {
    String tag = lastTag.get();
    byte[] body = body(random);
    String next = ETag.ofMd5(md5(body)).value();
    WriteCondition ifMatch = new WriteCondition.IfMatch(ETagMatcher.parse('"' + tag + '"'));
    return switch (random.nextInt(9)) {
      case 0 -> read();
      case 1 -> record(Kind.PUT, "", next, () -> put(body, new WriteCondition.None()));
      case 2 -> record(Kind.CREATE, "", next, () -> put(body, new WriteCondition.IfAbsent()));
      case 3 -> record(Kind.REPLACE, tag, next, () -> put(body, ifMatch));
      case 4 -> complete(Kind.PUT, "", body, new WriteCondition.None());
      case 5 -> complete(Kind.CREATE, "", body, new WriteCondition.IfAbsent());
      case 6 -> complete(Kind.REPLACE, tag, body, ifMatch);
      case 7 -> record(Kind.DELETE, "", NONE, () -> delete(new WriteCondition.None()));
      default -> record(Kind.DELETE_IF, tag, NONE, () -> delete(ifMatch));
    };
  }

  /**
   * Does something, and notes it.
   *
   * @param done what is told when it is done
   */
  private Event record(Kind kind, String asked, String done, Supplier<String> operation) {
    long start = shared.ticks().incrementAndGet();
    String told;
    server.engine().forgetCommits();
    try {
      told = operation.get();
    } catch (MortalEngine.Killed e) {
      // Nobody is told, but it was done.
      if (!server.engine().hasCommitted()) {
        throw e;
      }
      told = done;
    } catch (StoreException e) {
      told =
          switch (e.failure()) {
            case Failure.PreconditionFailed failed -> Event.REFUSED;
            case Failure.NoSuchKey missing -> kind == Kind.READ ? NONE : Event.REFUSED;
            case Failure.DeleteMarker hidden when kind == Kind.READ -> NONE;
            case Failure other -> throw e;
          };
    }
    return new Event(
        kind, asked, told, start, shared.ticks().incrementAndGet(), server.metadata().lastTick());
  }

  private static byte[] md5(byte[] body) {
    Hash hash = Hash.digest("MD5");
    hash.update(body, 0, body.length);
    return hash.finish();
  }

  private byte[] body(Random random) {
    byte[] body = new byte[SIZES.get(random.nextInt(SIZES.size()))];
    long number = shared.bodies().incrementAndGet();
    for (int i = 0; i < Long.BYTES; i++) {
      body[i] = (byte) (number >>> (Byte.SIZE * i));
    }
    return body;
  }

  private String put(byte[] body, WriteCondition condition) {
    try {
      String tag =
          services
              .writer()
              .put(
                  new ObjectWriter.Put(
                      bucket,
                      KEY,
                      body.length,
                      ObjectAttributes.NONE,
                      OWNER,
                      condition,
                      DigestClaims.NONE),
                  new ByteArrayInputStream(body))
              .record()
              .etag()
              .value();
      lastTag.set(tag);
      return tag;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String delete(WriteCondition condition) {
    services
        .remover()
        .delete(bucket, new ObjectRemover.Target(KEY, VersionSelector.current(), condition), OWNER);
    return NONE;
  }

  /** Completes an upload; only that is one operation on the key. */
  private Event complete(Kind kind, String asked, byte[] body, WriteCondition condition) {
    Upload upload =
        services
            .uploads()
            .create(bucket, KEY, ObjectAttributes.NONE, Upload.ChecksumPlan.DEFAULT, OWNER);
    Uploads.Handle handle = new Uploads.Handle(bucket, KEY, upload.id());
    UploadedPart part = putPart(handle, body);
    String done = ETag.ofParts(List.of(part.etag())).value();
    Event event = record(kind, asked, done, () -> complete(handle, part, condition));
    if (event.told().equals(Event.REFUSED)) {
      services.uploads().abort(handle);
    }
    return event;
  }

  private UploadedPart putPart(Uploads.Handle handle, byte[] body) {
    try {
      return services
          .partWriter()
          .put(
              new PartWriter.Put(handle, 1, body.length, DigestClaims.NONE, Optional.empty()),
              new ByteArrayInputStream(body))
          .part();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String complete(Uploads.Handle handle, UploadedPart part, WriteCondition condition) {
    String tag =
        services
            .completer()
            .complete(
                new UploadCompleter.Completion(
                    handle,
                    List.of(new UploadCompleter.Listed(1, part.etag().value(), Optional.empty())),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    condition,
                    OWNER))
            .etag()
            .value();
    lastTag.set(tag);
    return tag;
  }
}
