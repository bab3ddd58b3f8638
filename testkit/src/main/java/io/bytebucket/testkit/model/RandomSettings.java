package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The part of {@link RandomOperations} that is about buckets, apart from what is in them. */
final class RandomSettings {
  private final RandomInputs random;
  private final StorePair stores;

  RandomSettings(RandomInputs random, StorePair stores) {
    this.random = random;
    this.stores = stores;
  }

  void step() {
    BucketName bucket = random.bucket();
    switch (random.below(6)) {
      case 0 -> {
        Map<String, String> tags = tags();
        stores.compare(
            "tag bucket " + bucket + " " + tags, store -> store.settings().putTags(bucket, tags));
      }
      case 1 ->
          stores.compare("untag bucket " + bucket, store -> store.settings().deleteTags(bucket));
      case 2 -> {
        CorsConfiguration cors = cors();
        stores.compare(
            "cors of " + bucket + " " + cors, store -> store.settings().putCors(bucket, cors));
      }
      case 3 ->
          stores.compare("no cors of " + bucket, store -> store.settings().deleteCors(bucket));
      default -> stores.compare("describe " + bucket, store -> store.settings().describe(bucket));
    }
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int left = random.below(4); left > 0; left--) {
      tags.put("k" + random.below(9), "ü" + random.below(9));
    }
    return tags;
  }

  private CorsConfiguration cors() {
    List<CorsRule> rules = new ArrayList<>();
    for (int left = 1 + random.below(3); left > 0; left--) {
      rules.add(
          new CorsRule(
              random.below(2) == 0 ? Optional.empty() : Optional.of("rule " + left),
              random.pick(List.of(List.of("GET"), List.of("PUT", "POST"))),
              random.pick(List.of(List.of("*"), List.of("https://*.example.com", "null"))),
              random.pick(List.of(List.<String>of(), List.of("x-amz-*"))),
              random.pick(List.of(List.<String>of(), List.of("etag"))),
              random.below(2) == 0 ? OptionalInt.empty() : OptionalInt.of(random.below(4000))));
    }
    return new CorsConfiguration(rules);
  }
}
