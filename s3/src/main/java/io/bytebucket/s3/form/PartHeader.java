package io.bytebucket.s3.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands before the data of a part.
 *
 * @param name the name of the field, in lower case: S3 takes names in any case
 * @param fileName the name of the file, as the client sent it, if it did
 */
record PartHeader(String name, Optional<String> fileName) {
  private static final String DISPOSITION = "content-disposition:";

  /** Reads the lines of a header; empty when they do not name a field of a form. */
  static Optional<PartHeader> parse(List<String> lines) {
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .findFirst()
        .flatMap(line -> HeaderParameters.parse(line.substring(DISPOSITION.length())))
        .filter(disposition -> disposition.value().equals("form-data"))
        .flatMap(disposition ->
            disposition
                .parameter("name")
                .map(name ->
                    new PartHeader(
                        name.toLowerCase(Locale.ROOT), disposition.parameter("filename"))));
  }
}
