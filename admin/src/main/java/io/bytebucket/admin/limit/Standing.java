package io.bytebucket.admin.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.http.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a setting is shown and changed that may be saved while the server runs. */
final class Standing {
  private Standing() {}

  /**
   * All there is to say about it.
   *
   * @param env what the server was started with
   * @param override what was saved, if anything was
   * @param effective what is in force
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Document<D>(D env, Optional<D> override, D effective) {}

  private record Effective<D>(D effective) {}

  static <T, D> Response get(Changeable<T> setting, Function<T, D> form) {
    return document(setting.baseline(), setting.saved(), setting.get(), form);
  }

  static <T, D> Response document(T env, Optional<T> saved, T effective, Function<T, D> form) {
    return Json.answer(
        200, new Document<>(form.apply(env), saved.map(form), form.apply(effective)));
  }

  /** Saves a value, and says what is in force. */
  static <T, D> Response save(Changeable<T> setting, T value, Function<T, D> form) {
    setting.save(value);
    return effective(setting.get(), form);
  }

  /** Forgets what was saved, and says what is in force. */
  static <T, D> Response clear(Changeable<T> setting, Function<T, D> form) {
    setting.clear();
    return effective(setting.get(), form);
  }

  /** Says what is in force. */
  static <T, D> Response effective(T value, Function<T, D> form) {
    return Json.answer(200, new Effective<>(form.apply(value)));
  }

  /**
   * A value that checks itself.
   *
   * @throws AdminException with what it says is allowed
   */
  static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      throw AdminException.invalid(String.valueOf(wrong.getMessage()) + ".");
    }
  }
}
