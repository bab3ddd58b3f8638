package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Rows whose values follow from their numbers, half of them large, so that any other shows. */
final class SampleRows {
  static final byte BULK_TAG = 'i';

  private SampleRows() {}

  /** Commits the rows from one number to another, exclusive, each on its own. */
  static void write(MetadataStore store, int from, int until) {
    for (int i = from; i < until; i++) {
      int number = i;
      store.write(transaction -> {
        transaction.put(key(number), value(number));
        return number;
      });
    }
  }

  /** Which of the rows below a number are there; each of them is exact, or this fails. */
  static List<Integer> present(MetadataStore store, int until) {
    List<Integer> present = new ArrayList<>();
    for (int i = 0; i < until; i++) {
      Key key = key(i);
      byte[] expected = value(i);
      store
          .read(snapshot -> snapshot.get(key))
          .ifPresent(value -> {
            if (!Arrays.equals(value, expected)) {
              throw new AssertionError("wrong bytes under " + key);
            }
          });
      if (store.<Boolean>read(snapshot -> snapshot.get(key).isPresent())) {
        present.add(i);
      }
    }
    return present;
  }

  /** How many of the rows can be read; the others fail, and none is missing. */
  static int readable(MetadataStore store, int from, int until, List<StoreException> failures) {
    int readable = 0;
    for (int i = from; i < until; i++) {
      Key key = key(i);
      try {
        byte[] value = store.read(snapshot -> snapshot.get(key)).orElseThrow(AssertionError::new);
        if (!Arrays.equals(value, value(i))) {
          throw new AssertionError("wrong bytes under " + key);
        }
        readable++;
      } catch (StoreException e) {
        failures.add(e);
      }
    }
    return readable;
  }

  static Key key(int number) {
    String text = (number % 2 == 0 ? "i" : "o") + String.format("%06d", number);
    return Key.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] value(int number) {
    byte[] value = new byte[number % 2 == 0 ? 4_096 : 100];
    new Random(number).nextBytes(value);
    return value;
  }
}
