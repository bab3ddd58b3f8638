package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.CannedGrants;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.End;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What goes along with the bytes of a version.
 *
 * @param headers fields of the request that puts them, but for checksums
 * @param extras what there is of it that a target may mind, and goes along
 * @param losses what the source says and does not go along
 */
record Baggage(Map<String, String> headers, Set<Extra> extras, List<Loss> losses) {
  /**
   * Asks the source for what did not come with the bytes.
   *
   * @param inParts whether the version is put in parts
   * @param leftOut what does not go along, and why: it is a loss of a version that has it
   */
  static Baggage of(
      End source, Work work, Facts facts, boolean inParts, Map<Extra, String> leftOut) {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    List<Loss> losses = new ArrayList<>();
    if (facts.checksum(inParts).isPresent()) {
      extras.add(Extra.CHECKSUM);
    }
    if (!inParts && facts.md5().isPresent()) {
      extras.add(Extra.MD5);
    }
    if (!facts.hasDate()) {
      extras.add(Extra.DATE);
    }
    if (!facts.storageClass().isEmpty()) {
      extras.add(Extra.STORAGE_CLASS);
    }
    if (facts.tags() > 0) {
      extras.add(Extra.TAGS);
    }
    Optional<String> acl = work.movesAcl() ? acl(source, work, losses) : Optional.empty();
    if (acl.isPresent()) {
      extras.add(Extra.ACL);
    }
    leftOut.forEach((extra, reason) -> {
      // The MD5 is no property of a version: it only proves its bytes, and there are other ways.
      if (extras.remove(extra) && extra != Extra.MD5) {
        losses.add(new Loss(extra.kind(), work.name(), reason));
      }
    });
    Map<String, String> headers = new TreeMap<>(facts.headers());
    facts
        .metadata(extras.contains(Extra.DATE))
        .forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
    if (extras.contains(Extra.STORAGE_CLASS)) {
      headers.put("x-amz-storage-class", facts.storageClass());
    }
    if (extras.contains(Extra.TAGS)) {
      headers.put("x-amz-tagging", query(Sayings.tags(source, work)));
    }
    acl.filter(_ -> extras.contains(Extra.ACL)).ifPresent(name -> headers.put("x-amz-acl", name));
    if (!facts.lock().isEmpty()) {
      losses.add(new Loss("object lock", work.name(), facts.lock()));
    }
    if (!facts.redirect().isEmpty()) {
      losses.add(new Loss("website redirect", work.name(), facts.redirect()));
    }
    if (facts.isEncryptedWithKey()) {
      losses.add(new Loss("encryption", work.name(), "encrypted with a key at the source"));
    }
    return new Baggage(headers, extras, losses);
  }

  private static Optional<String> acl(End source, Work work, List<Loss> losses) {
    GetObjectAclResponse acl;
    try {
      Optional<GetObjectAclResponse> said = Sayings.acl(source, work);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      acl = said.get();
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

  private static String query(List<Tag> tags) {
    return tags.stream()
        .map(tag -> encoded(tag.key()) + "=" + encoded(tag.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
