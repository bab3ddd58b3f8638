package io.bytebucket.pipeline.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Query;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaidWordsTest {
  private static final Demand PLAIN = Resource.Store::new;

  private static Value<String> said(Said said, Map<String, String> fields, Demand demand) {
    return SaidWords.of(
        said,
        name -> Optional.ofNullable(fields.get(name)),
        Query.parse("prefix=a").orElseThrow(),
        demand);
  }

  @Test
  void whatIsCopiedIsSaidHoweverTheRequestNamesIt() {
    Demand copy =
        new Demand() {
          @Override
          public Resource resource() {
            return new Resource.Store();
          }

          @Override
          public Optional<Source> accessSource() {
            return Optional.of(
                new Source(
                    new BucketName("photos"),
                    new ObjectKey("a b"),
                    VersionSelector.current(),
                    Optional.empty()));
          }
        };

    assertThat(said(Said.COPY_SOURCE, Map.of(), copy)).isEqualTo(new Value.Present<>("photos/a b"));
    assertThat(said(Said.COPY_SOURCE, Map.of("x-amz-copy-source", "/photos/a%20b"), copy))
        .isEqualTo(new Value.Present<>("photos/a b"));
    assertThat(said(Said.COPY_SOURCE, Map.of(), PLAIN)).isEqualTo(new Value.Absent<>());
  }

  @Test
  void fieldsAndParametersAreReadByTheirNames() {
    assertThat(said(Said.PREFIX, Map.of("prefix", "b"), PLAIN)).isEqualTo(new Value.Present<>("a"));
    assertThat(said(Said.IF_MATCH, Map.of("if-match", "x"), PLAIN))
        .isEqualTo(new Value.Present<>("x"));
    assertThat(said(Said.IF_NONE_MATCH, Map.of("if-match", "x"), PLAIN))
        .isEqualTo(new Value.Absent<>());
  }
}
