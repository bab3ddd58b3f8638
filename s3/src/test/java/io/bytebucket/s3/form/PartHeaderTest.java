package io.bytebucket.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header of a part as browsers and libraries write it. */
class PartHeaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "form-data; name=\"file\"; filename=\"a b.txt\" | file | a b.txt",
        "form-data; name=file; filename=a.txt | file | a.txt",
        "FORM-DATA;NAME=\"File\";FILENAME=\"A;b=c.txt\" | file | A;b=c.txt",
        "form-data; filename=\"a\\\"b\"; name=\"file\" | file | a\"b",
        "form-data; name=\"file\"; filename=\"C:\\dir\\a.txt\" | file | C:\\dir\\a.txt",
        "form-data; name=\"file\"; filename=\"%22\" ; | file | %22",
        "form-data; name=\"file\"; filename=\"x\"; filename=\"y\" | file | x",
      })
  void namesAreTakenFromTheDisposition(String value, String name, String fileName) {
    assertThat(
            PartHeader.parse(List.of("Content-Type: text/plain", "content-DISPOSITION: " + value)))
        .contains(new PartHeader(name, Optional.of(fileName)));
  }

  @Test
  void aPartNeedNotHaveAFileName() {
    assertThat(PartHeader.parse(List.of("Content-Disposition: form-data; name=a")))
        .contains(new PartHeader("a", Optional.empty()));
  }
}
