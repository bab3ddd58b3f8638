package io.bytebucket.transfer.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.transfer.s3.client.Fault;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OmissionsTest {
  private static final Fault NOT_KNOWN = new Fault(501, "NotImplemented", "501 not implemented");

  /** A target that minds some things, and what it says then. */
  private record Target(Set<Extra> minds, Fault says) {
    /** How often it was asked until it took the version; -1 when it never did. */
    int asked(Omissions omissions, Set<Extra> has) {
      for (int asked = 1; ; asked++) {
        Set<Extra> sent = EnumSet.copyOf(has);
        sent.removeAll(omissions.leftOut().keySet());
        omissions.sends(sent);
        if (sent.stream().noneMatch(minds::contains)) {
          return asked;
        }
        if (!omissions.goesOnAfter(says)) {
          return -1;
        }
      }
    }
  }

  @Test
  void onlyWhatTheTargetMindsIsLeftOutAndKnownToBeLacking() {
    for (Extra minded : Extra.values()) {
      Omissions omissions = new Omissions(Map.of());

      int asked =
          new Target(EnumSet.of(minded), NOT_KNOWN).asked(omissions, EnumSet.allOf(Extra.class));

      assertThat(asked).isBetween(2, 7);
      assertThat(omissions.leftOut()).containsOnlyKeys(minded);
      assertThat(omissions.lacking()).containsOnlyKeys(minded);
    }
  }

  @Test
  void twoThatAreMindedAreFoundAmongAll() {
    Omissions omissions = new Omissions(Map.of());

    int asked =
        new Target(EnumSet.of(Extra.TAGS, Extra.STORAGE_CLASS), NOT_KNOWN)
            .asked(omissions, EnumSet.allOf(Extra.class));

    assertThat(asked).isBetween(2, 30);
    assertThat(omissions.lacking()).containsOnlyKeys(Extra.TAGS, Extra.STORAGE_CLASS);
  }

  @Test
  void whatARefusalNamesIsLeftOutAtOnce() {
    Omissions omissions = new Omissions(Map.of());
    Fault names = new Fault(501, "NotImplemented", "501 Header 'x-amz-tagging' not implemented");

    int asked =
        new Target(EnumSet.of(Extra.TAGS), names).asked(omissions, EnumSet.allOf(Extra.class));

    assertThat(asked).isEqualTo(2);
    assertThat(omissions.lacking()).containsOnlyKeys(Extra.TAGS);
  }

  @Test
  void whatIsWrongWithOneVersionSaysNothingOfOthers() {
    Omissions omissions = new Omissions(Map.of());
    Fault wrong = new Fault(400, "InvalidTag", "400 InvalidTag");

    int asked =
        new Target(EnumSet.of(Extra.TAGS), wrong).asked(omissions, EnumSet.allOf(Extra.class));

    assertThat(asked).isEqualTo(2);
    assertThat(omissions.leftOut()).containsOnlyKeys(Extra.TAGS);
    assertThat(omissions.lacking()).isEmpty();
  }

  @Test
  void whatIsKnownToBeLackingIsNotTriedAgain() {
    Omissions omissions = new Omissions(Map.of(Extra.ACL, "501"));

    int asked =
        new Target(EnumSet.of(Extra.ACL), NOT_KNOWN).asked(omissions, EnumSet.allOf(Extra.class));

    assertThat(asked).isEqualTo(1);
    assertThat(omissions.leftOut()).containsEntry(Extra.ACL, "501");
  }

  @Test
  void whereNothingHelpsItEnds() {
    for (Fault each : Set.of(NOT_KNOWN, new Fault(400, "InvalidRequest", "400 no"))) {
      Omissions omissions = new Omissions(Map.of());
      omissions.sends(EnumSet.allOf(Extra.class));
      int refused = 0;
      while (omissions.goesOnAfter(each)) {
        refused++;
      }
      assertThat(refused).isBetween(1, 30);
    }
    Omissions omissions = new Omissions(Map.of());
    omissions.sends(EnumSet.allOf(Extra.class));
    assertThat(omissions.goesOnAfter(new Fault(403, "AccessDenied", "403"))).isFalse();
    assertThat(omissions.goesOnAfter(new Fault(400, "EntityTooLarge", "400"))).isFalse();
  }
}
