package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.CannedGrants;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What goes along with the bytes of a version, as header fields of the request that puts them.
 *
 * @param losses what the source says and no such field can carry
 */
record Baggage(Map<String, String> headers, List<Loss> losses) {
  /** Asks the source for what did not come with the bytes. */
  static Baggage of(End source, Work work, Facts facts, Set<Extra> sent) {
    Map<String, String> headers = new TreeMap<>(facts.headers());
    List<Loss> losses = new ArrayList<>();
    facts
        .metadata(sent.contains(Extra.DATE))
        .forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
    if (sent.contains(Extra.STORAGE_CLASS) && !facts.storageClass().isEmpty()) {
      headers.put("x-amz-storage-class", facts.storageClass());
    }
    if (sent.contains(Extra.TAGS) && facts.tags() > 0) {
      headers.put("x-amz-tagging", query(tags(source, work)));
    }
    if (sent.contains(Extra.ACL) && work.movesAcl()) {
      acl(source, work, losses).ifPresent(name -> headers.put("x-amz-acl", name));
    }
    if (!facts.lock().isEmpty()) {
      losses.add(new Loss("object lock", work.name(), facts.lock()));
    }
    if (!facts.redirect().isEmpty()) {
      losses.add(new Loss("website redirect", work.name(), facts.redirect()));
    }
    if (facts.isEncryptedWithKey()) {
      losses.add(new Loss("encryption", work.name(), "encrypted with a key at the source"));
    }
    return new Baggage(headers, losses);
  }

  /** The tags of a version. */
  static List<Tag> tags(End end, Work work) {
    return end.ask(
            "GetObjectTagging " + work.name(),
            client ->
                client.getObjectTagging(request ->
                    request.bucket(work.bucket()).key(work.key()).versionId(versionId(work))))
        .tagSet();
  }

  private static Optional<String> acl(End source, Work work, List<Loss> losses) {
    GetObjectAclResponse acl;
    try {
      acl =
          source.ask(
              "GetObjectAcl " + work.name(),
              client ->
                  client.getObjectAcl(request ->
                      request.bucket(work.bucket()).key(work.key()).versionId(versionId(work))));
    } catch (CallFailedException e) {
      if (e.fault().isNotThere()) {
        throw new GoneException(e);
      }
      losses.add(new Loss(Extra.ACL.kind(), work.name(), e.reason()));
      return Optional.empty();
    }
    Optional<String> name = CannedGrants.of(acl.owner(), acl.grants());
    if (name.isEmpty()) {
      losses.add(
          new Loss(Extra.ACL.kind(), work.name(), CannedGrants.told(acl.owner(), acl.grants())));
    }
    return name.filter(each -> !each.equals("private"));
  }

  /** The version to ask for; null for the object as it is. */
  static @Nullable String versionId(Work work) {
    return work.version().id().isEmpty() ? null : work.version().id();
  }

  private static String query(List<Tag> tags) {
    return tags.stream()
        .map(tag -> encoded(tag.key()) + "=" + encoded(tag.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
