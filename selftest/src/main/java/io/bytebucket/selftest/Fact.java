package io.bytebucket.selftest;

import java.util.List;

/**
 * Something that S3 does, as its documentation says it. Immutable.
 *
 * @param number its place among all facts, from 1
 * @param area what of S3 it is about, one word such as {@code ranges}
 * @param name what S3 does, for people
 * @param source the page of AWS's documentation that says so
 * @param request what is asked, as the table writes it
 * @param status the status code of the answer
 * @param code the code of the error, or the empty string
 * @param expectations what else the answer has
 */
public record Fact(
    int number,
    String area,
    String name,
    String source,
    String request,
    int status,
    String code,
    List<String> expectations) {
  /** A fact of these parts. */
  public Fact {
    expectations = List.copyOf(expectations);
  }
}
