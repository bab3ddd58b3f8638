package io.bytebucket.selftest;

import io.bytebucket.selftest.wire.Bytes;
import io.bytebucket.selftest.wire.Chunks;
import io.bytebucket.selftest.wire.FormUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as a table writes it: {@code METHOD target [header: value] [!option: value] <- body}.
 * Immutable.
 *
 * @param method that of HTTP, or {@code FORM} for an upload from an HTML form
 * @param target the raw path and query; of a form the bucket
 * @param headers in order; of a form its fields
 * @param late headers that are put in after the signature
 */
record Asked(
    String method,
    String target,
    List<Field> headers,
    List<Field> late,
    Map<String, String> options,
    String text) {
  private static final String BODY = " <- ";
  private static final Pattern FIELD =
      Pattern.compile(" \\[(!?)([A-Za-z0-9_-]+): (.*?)\\](?=\\s|$)");
  private static final int LARGE_BYTES = 5 << 20;

  /** A header, or a field of a form. */
  record Field(String name, String value) {}

  static Asked of(String text) {
    int arrow = text.indexOf(BODY);
    String head = arrow < 0 ? text : text.substring(0, arrow);
    String body = arrow < 0 ? "" : text.substring(arrow + BODY.length());
    int fields = head.indexOf(" [");
    String[] line = (fields < 0 ? head : head.substring(0, fields)).strip().split(" ", 2);
    List<Field> headers = new ArrayList<>();
    List<Field> late = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Matcher matcher = FIELD.matcher(head);
    int end = fields < 0 ? head.length() : fields;
    while (matcher.find()) {
      requireNothing(head.substring(end, matcher.start()), text);
      end = matcher.end();
      String value = matcher.group(3);
      if (matcher.group(1).isEmpty()) {
        headers.add(new Field(matcher.group(2), value));
      } else if (matcher.group(2).equals("late")) {
        String[] parts = value.split("=", 2);
        late.add(new Field(parts[0], parts[1]));
      } else {
        options.put(matcher.group(2), value);
      }
    }
    requireNothing(head.substring(end), text);
    return new Asked(line[0], line[1], headers, late, options, body);
  }

  /** What is between the fields would be dropped, and the fact would be another. */
  private static void requireNothing(String between, String text) {
    if (!between.isBlank()) {
      throw new IllegalStateException("no request: " + text + ", at " + between);
    }
  }

  byte[] body() {
    return text.equals("{5MiB}") ? Bytes.utf8("x".repeat(LARGE_BYTES)) : Bytes.utf8(text);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  boolean isAnonymous() {
    return option("as").filter("nobody"::equals).isPresent();
  }

  /** How the body is sent in chunks. */
  Chunks chunks() {
    Map<String, String> trailers = new LinkedHashMap<>();
    option("trailer")
        .ifPresent(trailer -> {
          String[] parts = trailer.split("=", 2);
          trailers.put(parts[0], parts[1]);
        });
    Set<Chunks.Breakage> breakages = EnumSet.noneOf(Chunks.Breakage.class);
    option("break").ifPresent(name -> breakages.add(Chunks.Breakage.valueOf(constant(name))));
    Chunks.Form form = Chunks.Form.valueOf(constant(option("chunked").orElseThrow()));
    int chunkBytes = Integer.parseInt(option("size").orElse("65536"));
    return new Chunks(form, chunkBytes, trailers, breakages);
  }

  /** The form that is sent. */
  FormUpload form() {
    Map<String, String> fields = new LinkedHashMap<>();
    headers.forEach(field -> fields.put(field.name(), field.value()));
    return new FormUpload(
        target,
        fields,
        option("condition").map(List::of).orElse(List.of()),
        option("uncovered").map(Set::of).orElse(Set.of()),
        Duration.ofSeconds(Long.parseLong(option("lifetime").orElse("600"))),
        option("wrong").isPresent(),
        option("fileFirst").isPresent());
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The parts of it that are headers, by name, for messages. */
  @Override
  public String toString() {
    return method + " " + target + " " + Arrays.asList(headers.toArray());
  }
}
