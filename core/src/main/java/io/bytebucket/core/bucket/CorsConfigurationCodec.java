package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The stored form of a {@link CorsConfiguration}. */
public final class CorsConfigurationCodec {
  private static final int VERSION = 1;

  private CorsConfigurationCodec() {}

  static byte[] encode(CorsConfiguration configuration) {
    RecordWriter out = new RecordWriter(VERSION).number(configuration.rules().size());
    for (CorsRule rule : configuration.rules()) {
      out.optionalText(rule.id())
          .texts(rule.allowedMethods())
          .texts(rule.allowedOrigins())
          .texts(rule.allowedHeaders())
          .texts(rule.exposeHeaders())
          .flag(rule.maxAgeSeconds().isPresent());
      rule.maxAgeSeconds().ifPresent(out::number);
    }
    return out.toBytes();
  }

  /**
   * The configuration in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static CorsConfiguration decode(byte[] bytes) {
    RecordReader in = new RecordReader("CORS configuration", bytes, VERSION);
    int count = in.count();
    if (count < 1 || count > CorsConfiguration.RULE_LIMIT) {
      throw in.corrupt("count");
    }
    List<CorsRule> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Optional<String> id = in.optionalText();
      rules.add(
          new CorsRule(
              id,
              in.texts(),
              in.texts(),
              in.texts(),
              in.texts(),
              in.flag() ? OptionalInt.of(in.smallNumber()) : OptionalInt.empty()));
    }
    in.end();
    return new CorsConfiguration(rules);
  }
}
