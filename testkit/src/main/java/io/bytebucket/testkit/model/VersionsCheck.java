package io.bytebucket.testkit.model;

import io.bytebucket.testkit.model.Finding.Kind;
import io.bytebucket.testkit.model.StoreContents.Located;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of every key: the current version is the newest and no delete marker; without one, the newest
 * version is a delete marker; at most one version is null, and is where it is said to be.
 */
final class VersionsCheck {
  private VersionsCheck() {}

  static void run(StoreContents contents, List<Finding> findings) {
    Map<String, Located> current = new HashMap<>();
    Map<String, Located> newest = new HashMap<>();
    Map<String, Located> nulls = new HashMap<>();
    for (Located version : contents.objects) {
      String name = version.bucketId() + "/" + version.key();
      if (version.isCurrent()) {
        current.put(name, version);
      }
      newest.merge(name, version, (one, other) -> sequence(one) > sequence(other) ? one : other);
      if (version.object().version().isNull() && nulls.put(name, version) != null) {
        findings.add(new Finding(Kind.VERSION, version.toString(), "two null versions"));
      }
    }
    newest.forEach((name, version) -> {
      if (version.isCurrent() == version.object().isDeleteMarker()) {
        findings.add(
            new Finding(
                Kind.VERSION,
                version.toString(),
                version.isCurrent() ? "a current delete marker" : "the newest is not current"));
      }
      if (!version.isCurrent() && current.containsKey(name)) {
        findings.add(new Finding(Kind.VERSION, version.toString(), "newer than the current one"));
      }
    });
    checkNulls(contents, nulls, findings);
  }

  private static void checkNulls(
      StoreContents contents, Map<String, Located> nulls, List<Finding> findings) {
    nulls.forEach((name, version) -> {
      Long noted = contents.nullVersions.get(name);
      boolean isRight =
          version.isCurrent() ? noted == null : Long.valueOf(sequence(version)).equals(noted);
      if (!isRight) {
        findings.add(new Finding(Kind.VERSION, version.toString(), "null, noted as " + noted));
      }
    });
    contents.nullVersions.keySet().stream()
        .filter(name -> !nulls.containsKey(name))
        .forEach(name ->
            findings.add(new Finding(Kind.VERSION, "object " + name, "noted null is missing")));
  }

  private static long sequence(Located version) {
    return version.object().version().sequence();
  }
}
