package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The counters of a bucket are exact at every moment, whoever writes at once. */
class CountersTest {
  private static final int THREADS = 16;
  private static final int OPERATIONS = 200;
  private static final int KEYS = 20;

  private final TestStore store = TestStore.create();

  @Test
  void aCounterFollowsEveryPutOverwriteAndDelete() {
    requireCounts(0, 0);
    store.put("a", new byte[10]);
    store.put("b", new byte[1_000]);
    store.put("empty", new byte[0]);
    requireCounts(3, 1_010);
    store.put("a", new byte[2_000]);
    store.put("b", new byte[5]);
    requireCounts(3, 2_005);
    delete("a");
    delete("a");
    delete("never");
    requireCounts(2, 5);
    delete("b");
    delete("empty");
    requireCounts(0, 0);
  }

  @Test
  void countersAreExactAfterManyWroteAtOnce() {
    // Field survey, section 2, demand 13.
    long seed = 11;
    System.out.println("CountersTest seed " + seed);
    Crowd.run(
        THREADS,
        thread ->
            () -> {
              Random random = new Random(seed + thread);
              for (int i = 0; i < OPERATIONS; i++) {
                step(random);
              }
              return thread;
            });
    store.check().requireConsistent();
    store.services.upkeep().collector().collect();
    store.check().requireConsistent();
    // Who came last may have deleted all there was.
    long left = count(BucketCounter.OBJECTS);
    store.put("one more", new byte[1]);
    assertThat(count(BucketCounter.OBJECTS)).isEqualTo(left + 1);
  }

  private void step(Random random) {
    String key = "key" + random.nextInt(KEYS);
    switch (random.nextInt(4)) {
      case 0 -> delete(key);
      case 1 -> {
        List<ObjectRemover.Target> targets =
            IntStream.range(0, 3).mapToObj(i -> target("key" + random.nextInt(KEYS))).toList();
        store
            .services
            .remover()
            .deleteAll(TestStore.BUCKET, targets, TestStore.OWNER, ObjectRemover.Guard.NONE);
      }
      case 2 -> store.services.upkeep().collector().collect();
      default -> store.put(key, TestStore.randomBytes(random, random.nextInt(300)));
    }
  }

  private void delete(String key) {
    store.services.remover().delete(TestStore.BUCKET, target(key), TestStore.OWNER);
  }

  private static ObjectRemover.Target target(String key) {
    return new ObjectRemover.Target(new ObjectKey(key), new WriteCondition.None());
  }

  private void requireCounts(long objects, long bytes) {
    assertThat(count(BucketCounter.OBJECTS)).isEqualTo(objects);
    assertThat(count(BucketCounter.BYTES)).isEqualTo(bytes);
    store.check().requireConsistent();
  }

  private long count(BucketCounter counter) {
    long id = store.services.buckets().get(TestStore.BUCKET).id();
    return store.metadata.read(snapshot -> snapshot.counter(Keyspace.counter(id, counter)));
  }
}
