package io.bytebucket.s3.auth;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Query;
import io.bytebucket.http.Query.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A query string as S3 signs it. Names and values are encoded, every name has an equals sign, and
 * parameters are sorted by their encoded name and then by their encoded value.
 */
final class CanonicalQuery {
  private CanonicalQuery() {}

  /** The canonical form, without the parameter that holds the signature. */
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
