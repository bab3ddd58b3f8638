package io.bytebucket.transfer.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of few fields, in their order. Whoever reads one takes its fields out by name and
 * ends with {@link #end}, so that nothing is passed over that somebody wrote. Taking throws {@link
 * MalformedLineException} where a field lacks or is of another kind. Not thread-safe.
 */
public final class JsonObject {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The object that a line or a small document is, in UTF-8. */
  public static JsonObject parse(byte[] json) {
    return JsonText.parse(json);
  }

  /** Its JSON on one line, in ASCII alone, so that no terminal or editor takes it for more. */
  public byte[] toBytes() {
    return JsonText.write(this);
  }

  Map<String, Object> fields() {
    return fields;
  }

  void putParsed(String name, Object value) {
    fields.put(name, value);
  }

  /** Adds a text. */
  public JsonObject put(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a text that is there. */
  public JsonObject put(String name, Optional<String> value) {
    value.ifPresent(text -> fields.put(name, text));
    return this;
  }

  /** Adds a text, unless it is empty. */
  public JsonObject putIfSaid(String name, String value) {
    return value.isEmpty() ? this : put(name, value);
  }

  /** Adds a number. */
  public JsonObject put(String name, long value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a mark, unless it is not so. */
  public JsonObject putIf(String name, boolean isSo) {
    if (isSo) {
      fields.put(name, true);
    }
    return this;
  }

  /** Adds an object. */
  public JsonObject put(String name, JsonObject value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a list of objects. */
  public JsonObject put(String name, List<JsonObject> values) {
    fields.put(name, List.copyOf(values));
    return this;
  }

  /** Adds a list of texts. */
  public JsonObject putTexts(String name, List<String> values) {
    fields.put(name, List.copyOf(values));
    return this;
  }

  /** Adds texts under names, unless there are none. */
  public JsonObject putMap(String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      JsonObject object = new JsonObject();
      values.forEach(object::put);
      fields.put(name, object);
    }
    return this;
  }

  /** Whether there is such a field still. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Takes out a text. */
  public String text(String name) {
    return take(name, String.class);
  }

  /** Takes out a text that may lack. */
  public Optional<String> textIfSaid(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Takes out a number. */
  public long number(String name) {
    return take(name, Long.class);
  }

  /** Takes out a number that may lack. */
  public OptionalLong numberIfSaid(String name) {
    return has(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
  }

  /** Takes out a mark, which is not so where it lacks. */
  public boolean isSo(String name) {
    return has(name) && take(name, Boolean.class);
  }

  /** Takes out an object. */
  public JsonObject object(String name) {
    return take(name, JsonObject.class);
  }

  /** Takes out an object that may lack. */
  public Optional<JsonObject> objectIfSaid(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** Takes out a list of objects; none where it lacks. */
  public List<JsonObject> objects(String name) {
    return list(name, JsonObject.class);
  }

  /** Takes out a list of texts; none where it lacks. */
  public List<String> texts(String name) {
    return list(name, String.class);
  }

  /** Takes out texts under names; none where they lack. */
  public Map<String, String> map(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    objectIfSaid(name)
        .ifPresent(object -> {
          for (String each : List.copyOf(object.fields.keySet())) {
            values.put(each, object.text(each));
          }
        });
    return values;
  }

  /** Says that all was taken out. */
  public void end() {
    if (!fields.isEmpty()) {
      throw new MalformedLineException("unknown field " + fields.keySet().iterator().next());
    }
  }

  private <T> List<T> list(String name, Class<T> kind) {
    List<T> values = new ArrayList<>();
    if (has(name)) {
      for (Object each : take(name, List.class)) {
        values.add(cast(name, each, kind));
      }
    }
    return values;
  }

  private <T> T take(String name, Class<T> kind) {
    return cast(name, fields.remove(name), kind);
  }

  private static <T> T cast(String name, @Nullable Object value, Class<T> kind) {
    if (!kind.isInstance(value)) {
      throw new MalformedLineException(
          "field " + name + (value == null ? " is missing" : " is of another kind"));
    }
    return kind.cast(value);
  }
}
