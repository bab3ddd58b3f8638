package io.bytebucket.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.schema.Damage;
import io.bytebucket.core.schema.Fixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BucketSettingCodecsTest {
  private static final CorsConfiguration CORS =
      new CorsConfiguration(
          List.of(
              new CorsRule(
                  Optional.of("uploads"),
                  List.of("PUT", "POST"),
                  List.of("https://*.example.org"),
                  List.of("x-amz-*", "Content-Type"),
                  List.of("ETag"),
                  OptionalInt.of(3_000)),
              new CorsRule(
                  Optional.empty(),
                  List.of("GET"),
                  List.of("*"),
                  List.of(),
                  List.of(),
                  OptionalInt.empty())));

  private static final Quota QUOTA = new Quota(OptionalLong.of(300), OptionalLong.empty());

  private static Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("team", "storage");
    tags.put("größe", "");
    return tags;
  }

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(CorsConfigurationCodec.decode(Fixture.read("v1/bucket-cors"))).isEqualTo(CORS);
    assertThat(BucketTagsCodec.decode(Fixture.read("v1/bucket-tags")))
        .containsExactlyEntriesOf(tags());
    assertThat(QuotaCodec.decode(Fixture.read("v1/bucket-quota"))).isEqualTo(QUOTA);
  }

  @Test
  void writesTheBytesOfVersionOne() {
    // Goes away with the first change to the layout; reading never does.
    assertThat(CorsConfigurationCodec.encode(CORS)).isEqualTo(Fixture.read("v1/bucket-cors"));
    assertThat(BucketTagsCodec.encode(tags())).isEqualTo(Fixture.read("v1/bucket-tags"));
    assertThat(QuotaCodec.encode(QUOTA)).isEqualTo(Fixture.read("v1/bucket-quota"));
  }

  @Test
  void damageIsFoundOrMakesAnotherRecordOfThoseBytes() {
    Damage.requireFound(
        Fixture.read("v1/bucket-cors"),
        bytes -> CorsConfigurationCodec.encode(CorsConfigurationCodec.decode(bytes)));
    Damage.requireFound(
        Fixture.read("v1/bucket-tags"),
        bytes -> BucketTagsCodec.encode(BucketTagsCodec.decode(bytes)));
    Damage.requireFound(
        Fixture.read("v1/bucket-quota"), bytes -> QuotaCodec.encode(QuotaCodec.decode(bytes)));
  }
}
