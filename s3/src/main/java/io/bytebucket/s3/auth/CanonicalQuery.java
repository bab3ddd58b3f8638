package io.bytebucket.s3.auth;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Query;
import io.bytebucket.http.Query.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A query string as S3 signs it: names and values encoded, an equals sign also where there is no
 * value, sorted by the encoded name and then the encoded value.
 */
final class CanonicalQuery {
  private static final Comparator<Parameter> ORDER =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

  private CanonicalQuery() {}

  /** The canonical form; the signature itself cannot be part of what is signed. */
  static String of(Query query) {
    List<Parameter> encoded = new ArrayList<>(query.parameters().size());
    for (Parameter parameter : query.parameters()) {
      if (!parameter.name().equals(QueryCredentials.SIGNATURE)) {
        encoded.add(
            new Parameter(
                PercentCoding.encode(parameter.name(), false),
                PercentCoding.encode(parameter.value(), false)));
      }
    }
    encoded.sort(ORDER);
    StringBuilder out = new StringBuilder();
    for (Parameter parameter : encoded) {
      if (!out.isEmpty()) {
        out.append('&');
      }
      out.append(parameter.name()).append('=').append(parameter.value());
    }
    return out.toString();
  }
}
