package io.bytebucket.core.saved;

import java.util.Arrays;
import java.util.Optional;

/** The settings that may be saved. */
public enum SavedSetting {
  /** How many requests a client may make. */
  RATE_LIMIT("rate-limit"),
  /** When a source is banned that fails to sign in. */
  BANS("bans"),
  /** Which proxies are believed. */
  TRUSTED_PROXIES("trusted-proxies"),
  /** How many proxies every request passes, where that was said by itself. */
  PROXY_HOPS("proxy-hops");

  private final String text;

  SavedSetting(String text) {
    this.text = text;
  }

  /** What stands for it in a key; never another's. */
  public String text() {
    return text;
  }

  /** The setting that a text stands for; empty when this version knows none. */
  public static Optional<SavedSetting> of(String text) {
    return Arrays.stream(values()).filter(setting -> setting.text.equals(text)).findFirst();
  }
}
