package io.bytebucket.transfer.original;

import io.bytebucket.core.Store;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.original.SourceWalk.SourceObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings the data directory of the original into a store that nobody else uses. The directory is
 * only read; the original must be stopped. A second run goes on where one was killed: what is there
 * already and equal stays. Nothing that is stored is replaced.
 */
public final class OriginalImport {
  private final Store store;
  private final Moving moving;
  private final OriginalDirectory source;
  private final Options options;
  private final OriginalListener listener;
  private final Clock clock;

  /**
   * How it is done.
   *
   * @param key the 32 bytes that the original encrypted secrets with; none leaves its users out
   * @param rules how statements of users are understood
   * @param bucketNames what buckets are to be called here that are called otherwise there
   * @param ownerKeyId an access key of the user who is to own the buckets and objects
   * @param isVerifiedInFull whether each object is read back and compared
   * @param parallel how many objects at once, 1 or more
   * @param isStopped whether somebody wants it to stop; asked again and again
   */
  public record Options(
      Optional<byte[]> key,
      RuleReading rules,
      Map<String, String> bucketNames,
      Optional<String> ownerKeyId,
      boolean isVerifiedInFull,
      int parallel,
      BooleanSupplier isStopped) {}

  private OriginalImport(
      Store store,
      Moving moving,
      OriginalDirectory source,
      Options options,
      OriginalListener listener,
      Clock clock) {
    this.store = store;
    this.moving = moving;
    this.source = source;
    this.options = options;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param moving what moves into {@code store}
   * @return what the original has in force, which is the caller's to put in force here
   * @throws OriginalException when it cannot be done
   * @throws IOException when the directory cannot be read
   * @throws io.bytebucket.core.failure.StoreException when the store can take no more
   */
  public static OriginalSettings run(
      Store store,
      Moving moving,
      OriginalDirectory source,
      Options options,
      OriginalListener listener,
      Clock clock)
      throws IOException {
    return new OriginalImport(store, moving, source, options, listener, clock).run();
  }

  private OriginalSettings run() throws IOException {
    requireNamesApart();
    UserIntake users =
        new UserIntake(store.users(), moving.users(), options.rules(), listener, clock);
    OriginalSettings settings = OriginalSettings.NONE;
    if (options.key().isPresent() && source.database().isPresent()) {
      OriginalDatabase database =
          OriginalDatabase.read(
              source.database().get(), new OriginalCipher(options.key().get()), listener::found);
      users.take(database.users());
      settings = OriginalSettings.of(database.settings(), listener::found);
    }
    UserId owner = users.owner(options.ownerKeyId());
    count();
    objects(new BucketIntake(store, moving.buckets(), options.bucketNames(), owner, listener));
    if (!options.isStopped().getAsBoolean()) {
      tellOpenUploads();
      source
          .log()
          .ifPresent(log ->
              listener.found(
                  new Finding(
                      Finding.Kind.REMARK,
                      source.root().relativize(log).toString(),
                      "the log of past requests is not taken over")));
    }
    return settings;
  }

  /** They would not come along anyway. */
  private void tellOpenUploads() {
    try {
      OpenUploads.tell(source.uploads(), listener);
    } catch (IOException | DirectoryIteratorException e) {
      listener.found(
          new Finding(
              Finding.Kind.OPEN_UPLOAD,
              source.root().relativize(source.uploads()).toString(),
              "uploads that were not completed cannot be looked at: " + e.getMessage()));
    }
  }

  /** What is given a new name must not come into the bucket of another one. */
  private void requireNamesApart() throws IOException {
    Set<String> given = new HashSet<>(options.bucketNames().values());
    Map<String, String> taken = new HashMap<>();
    forEachBucket((directory, _) -> {
      String name = SourceFiles.shown(directory);
      String wanted = options.bucketNames().getOrDefault(name, name);
      String other = given.contains(wanted) ? taken.put(wanted, name) : null;
      if (other != null) {
        throw new OriginalException(
            "--bucket: %s and %s would both be called %s".formatted(other, name, wanted));
      }
    });
  }

  private void count() throws IOException {
    Count count = new Count();
    forEachBucket((directory, attributes) -> {
      if (attributes.isDirectory()) {
        SourceWalk.of(directory, "", count);
      }
    });
    listener.total(count.objects, count.bytes);
  }

  private static final class Count implements SourceWalk.Visitor {
    private long objects;
    private long bytes;

    @Override
    public void object(SourceObject object) {
      objects++;
      bytes += object.attributes().size();
    }

    @Override
    public void found(Finding finding) {}
  }

  private void objects(BucketIntake buckets) throws IOException {
    Verification verification = new Verification(store.reader(), options.isVerifiedInFull());
    try (Lanes lanes = new Lanes(options.parallel())) {
      forEachBucket((directory, attributes) -> {
        Optional<ObjectIntake.Target> target = buckets.take(directory, attributes);
        if (target.isPresent()) {
          ObjectIntake intake =
              new ObjectIntake(moving.objects(), verification, target.get(), listener);
          SourceWalk.of(
              directory, target.get().name(), new Sent(lanes, intake::take, listener::found));
        }
      });
      lanes.await();
    }
  }

  /** Hands objects to the lanes, until somebody wants it to stop. */
  private final class Sent implements SourceWalk.Visitor {
    private final Lanes lanes;
    private final Consumer<SourceObject> task;
    private final Consumer<Finding> found;

    Sent(Lanes lanes, Consumer<SourceObject> task, Consumer<Finding> found) {
      this.lanes = lanes;
      this.task = task;
      this.found = found;
    }

    @Override
    public void object(SourceObject object) throws IOException {
      if (!options.isStopped().getAsBoolean()) {
        lanes.run(() -> task.accept(object));
      }
    }

    @Override
    public void found(Finding finding) {
      found.accept(finding);
    }
  }

  private interface BucketTask {
    void run(Path directory, BasicFileAttributes attributes) throws IOException;
  }

  private void forEachBucket(BucketTask task) throws IOException {
    if (!SourceFiles.isDirectory(source.objects())) {
      return;
    }
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(source.objects())) {
      for (Path directory : directories) {
        Optional<BasicFileAttributes> attributes = SourceFiles.look(directory);
        if (attributes.isPresent() && !options.isStopped().getAsBoolean()) {
          task.run(directory, attributes.get());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
