package io.bytebucket.server.moving;

import picocli.CommandLine;

/** How much is looked at again of what an import took in. */
public enum Verify {
  /** What was read is held against ETags and checksums. */
  TAGS,
  /** Each object is read back as well, and compared byte for byte. */
  FULL;

  /** Reads the word for it. */
  public static final class Word implements CommandLine.ITypeConverter<Verify> {
    @Override
    public Verify convert(String text) {
      return switch (text) {
        case "tags" -> TAGS;
        case "full" -> FULL;
        default -> throw new CommandLine.TypeConversionException("it is one of tags, full");
      };
    }
  }
}
