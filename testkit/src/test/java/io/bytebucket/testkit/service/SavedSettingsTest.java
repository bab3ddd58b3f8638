package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.saved.Changeable;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.testkit.TestStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is saved while a server runs holds in place of what it was started with. */
class SavedSettingsTest {
  private static final Changeable.Form<String> FORM =
      new Changeable.Form<>() {
        @Override
        public Map<String, String> write(String value) {
          return Map.of("text", value);
        }

        @Override
        public String read(Map<String, String> fields) {
          return fields.getOrDefault("text", "");
        }
      };

  private final TestStore store = TestStore.create();

  private static Changeable<String> changeable(SavedSettings settings, String baseline) {
    return settings.changeable(SavedSetting.BANS, baseline, FORM);
  }

  @Test
  void whatIsSavedHoldsUntilItIsClearedAndSurvivesAStart() {
    Changeable<String> setting = changeable(store.services.savedSettings(), "started with");
    assertThat(setting.get()).isEqualTo("started with");
    assertThat(setting.saved()).isEmpty();

    setting.save("saved");
    assertThat(setting.get()).isEqualTo("saved");
    assertThat(setting.saved()).contains("saved");
    assertThat(setting.baseline()).isEqualTo("started with");
    store.check().requireConsistent();

    TestStore again = store.crash();
    Changeable<String> later = changeable(again.services.savedSettings(), "another");
    assertThat(later.get()).isEqualTo("saved");
    later.clear();
    assertThat(later.get()).isEqualTo("another");
    assertThat(changeable(new SavedSettings(again.metadata, Clock.systemUTC()), "third").get())
        .isEqualTo("third");
  }

  @Test
  void whatAnotherServerSavedIsInForceOnceItIsLookedFor() {
    SavedSettings here = new SavedSettings(store.metadata, Clock.systemUTC());
    SavedSettings there = new SavedSettings(store.metadata, Clock.systemUTC());
    Changeable<String> setting = changeable(here, "base");
    List<String> heard = new ArrayList<>();
    setting.listen(heard::add);
    changeable(there, "base").save("saved there");
    assertThat(setting.get()).isEqualTo("base");

    here.refresh();
    here.refresh();

    assertThat(setting.get()).isEqualTo("saved there");
    assertThat(heard).containsExactly("base", "saved there");
  }

  @Test
  void savingTheSameAgainIsHeard() {
    Changeable<String> setting = changeable(store.services.savedSettings(), "base");
    List<String> heard = new ArrayList<>();
    setting.listen(heard::add);

    setting.save("a");
    setting.save("a");
    setting.clear();

    assertThat(heard).containsExactly("base", "a", "a", "base");
  }
}
