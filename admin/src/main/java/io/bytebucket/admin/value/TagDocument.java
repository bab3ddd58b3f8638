package io.bytebucket.admin.value;

import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.value.Tags;
import java.util.List;
import java.util.Map;

/** Tags as a document has them. */
public record TagDocument(List<Tag> tagSet) {
  /** The longest document of tags that is read. */
  public static final int LIMIT_BYTES = 16 << 10;

  /** One tag. */
  public record Tag(String key, String value) {}

  /** These tags, in their order. */
  public static TagDocument of(Map<String, String> tags) {
    return new TagDocument(
        tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList());
  }

  /**
   * What the document says.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.InvalidTags}
   */
  public Tags tags(Tagged of) {
    Tags.Builder tags = Tags.builder(of);
    tagSet.forEach(tag -> tags.add(tag.key(), tag.value()));
    return tags.build();
  }
}
