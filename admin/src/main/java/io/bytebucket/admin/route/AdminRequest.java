package io.bytebucket.admin.route;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.JsonBody;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.Visit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose row is known. Used by one thread.
 *
 * @param http the request as it came; its body ends with an error where the row says that it is too
 *     long
 * @param names what its path has in the place of each name of the row's
 * @param query its parameters, of which the row knows each
 * @param visit what becomes known of it on its way
 */
public record AdminRequest(Request http, Map<String, String> names, Query query, Visit visit) {
  /** What the path has in the place of that name. */
  public String name(String name) {
    String found = names.get(name);
    if (found == null) {
      throw new IllegalStateException("the row has no such name in its path");
    }
    return found;
  }

  /**
   * The key of the object that it is about, wherever it stands.
   *
   * @throws AdminException when it names none
   */
  public String key() {
    return ObjectAddress.keyOf(this);
  }

  /** The value of a header field (name in lower case); an empty value counts as none. */
  public Optional<String> header(String name) {
    return http.headers().first(name).filter(value -> !value.isEmpty());
  }

  /** The value of a query parameter; an empty value counts as none. */
  public Optional<String> parameter(String name) {
    return query.first(name).filter(value -> !value.isEmpty());
  }

  /**
   * The value of a query parameter that is a number.
   *
   * @throws AdminException when it is none from {@code min} to {@code max}
   */
  public int number(String name, int min, int max, int byDefault) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException noNumber) {
      // Answered below, like a number that is out of range.
    }
    throw AdminException.invalid(
        "The parameter %s is a whole number from %d to %d.".formatted(name, min, max));
  }

  /** What documents of this request take of memory. */
  public MemoryBudget.Share memory() {
    return visit.memory();
  }

  /** The body, to be read once. */
  public InputStream body() {
    return http.body();
  }

  /**
   * The body as a document.
   *
   * @param type a record, whose components are the fields that there may be
   * @throws AdminException when it is no such document
   * @throws IOException when it cannot be read
   */
  public <T> T document(Class<T> type) throws IOException {
    return JsonBody.read(body(), memory(), type);
  }

  /** The same of a body that may be empty. */
  public <T> Optional<T> documentIfAny(Class<T> type) throws IOException {
    return JsonBody.readIfAny(body(), memory(), type);
  }
}
