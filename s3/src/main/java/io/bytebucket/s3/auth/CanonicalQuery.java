package io.bytebucket.s3.auth;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Query;
import io.bytebucket.http.Query.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A query string as S3 signs it: names and values encoded, an equals sign also where there is no
 * value, sorted by the encoded name and then the encoded value.
 */
final class CanonicalQuery {
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
    encoded.sort(CanonicalQuery::compare);
    StringBuilder out = new StringBuilder(256);
    for (Parameter parameter : encoded) {
      if (!out.isEmpty()) {
        out.append('&');
      }
      out.append(parameter.name()).append('=').append(parameter.value());
    }
    return out.toString();
  }

  private static int compare(Parameter one, Parameter other) {
    int byName = one.name().compareTo(other.name());
    return byName != 0 ? byName : one.value().compareTo(other.value());
  }
}
