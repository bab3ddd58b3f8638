package io.bytebucket.server.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of a table: an operation, a request of it, and what that asks for.
 *
 * @param operation the name of the operation
 * @param marks what is special about it, as the head of the table says
 * @param method the method of the request
 * @param target its target, with names in braces for what differs
 * @param permissions all that its sender must have
 * @param isOpen whether it asks for nothing
 * @param statuses how it is answered to who has them
 * @param rest its header fields and body, as the table writes them
 */
record Row(
    String operation,
    String marks,
    String method,
    String target,
    List<Permission> permissions,
    boolean isOpen,
    Set<Integer> statuses,
    String rest) {
  /**
   * A permission.
   *
   * @param part on what: {@code s}, {@code n}, {@code b}, {@code o}, {@code a} or {@code w}
   * @param action the name of the action, without what stands before its colon
   */
  record Permission(String part, String action) {
    boolean isInBucket() {
      return part.equals("b") || part.equals("o");
    }

    /** What is said of a bucket that is being made is said of its maker's own. */
    boolean isOfNewBucket() {
      return part.equals("n");
    }

    /** It is done to what is the sender's own. */
    boolean isOwn() {
      return part.equals("w");
    }

    boolean isOnObject() {
      return part.equals("o");
    }

    /** The name in rules. */
    String policyName() {
      return (part.equals("a") || isOwn() ? "admin:" : "s3:") + action;
    }
  }

  /** The rows of a table among the resources. */
  static List<Row> of(String table) {
    try (InputStream in = Objects.requireNonNull(Row.class.getResourceAsStream(table))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Row::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row parse(String line) {
    String[] columns = line.split(" *\\| *", 5);
    String[] name = columns[0].split(" ", 2);
    String[] request = columns[1].split(" ", 2);
    boolean isOpen = columns[2].equals("open");
    return new Row(
        name[0],
        name.length > 1 ? name[1] : "",
        request[0],
        request[1],
        isOpen ? List.of() : Arrays.stream(columns[2].split(" ")).flatMap(Row::permission).toList(),
        isOpen,
        Arrays.stream(columns[3].split("/")).map(Integer::valueOf).collect(Collectors.toSet()),
        columns[4].strip());
  }

  private static Stream<Permission> permission(String text) {
    return text.isEmpty()
        ? Stream.empty()
        : Stream.of(new Permission(text.substring(0, 1), text.substring(2)));
  }

  boolean has(String mark) {
    return marks.contains(mark);
  }

  /** Whether its answer depends on a bucket. */
  boolean isInBucket() {
    return target.contains("{b}");
  }

  /** Whether it changes nothing. */
  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Of several rows of an operation, which. */
  @Override
  public String toString() {
    return operation + " [" + method + " " + target + " " + rest + "]";
  }
}
