package io.bytebucket.admin.json;

import io.bytebucket.admin.error.AdminException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a document, in words that repeat nothing of what was sent but names. */
final class JsonFaults {
  private static final int NAME_LENGTH_MAX = 200;

  private JsonFaults() {}

  static AdminException explain(JacksonException wrong) {
    String place = place(wrong);
    return malformed(
        switch (wrong) {
          case UnrecognizedPropertyException unknown -> "There is no field " + place + ".";
          case StreamConstraintsException beyond ->
              "The document is deeper or longer than a document may be.";
          case StreamReadException _ ->
              wrong.getOriginalMessage().startsWith("Duplicate")
                  ? "A field stands twice in the document."
                  : "The body is no JSON.";
          default ->
              place.isEmpty()
                  ? "The document is not of the kind that is expected here."
                  : "The field " + place + " is missing, or not of the kind that it has to be.";
        });
  }

  static AdminException malformed(String text) {
    return new AdminException(400, "MalformedDocument", text);
  }

  /** Where it is, as {@code acl[0].effect}. */
  private static String place(JacksonException wrong) {
    StringBuilder place = new StringBuilder();
    for (JacksonException.Reference step : wrong.getPath()) {
      if (step.getPropertyName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return place.length() > NAME_LENGTH_MAX
        ? place.substring(0, NAME_LENGTH_MAX)
        : place.toString();
  }
}
