package io.bytebucket.pipeline.limit;

import io.bytebucket.core.saved.Changeable;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.saved.SavedSettings;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which proxies are believed now. How many proxies every request passes may be saved by itself, as
 * clients do that know nothing of addresses; it then holds in place of the number that stands with
 * the addresses. To ask costs one read. Thread-safe; a change is durable on return.
 */
public final class ProxyTrust implements Supplier<TrustedProxies> {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyTrust.class);

  /** How the number is saved. */
  private static final Changeable.Form<Optional<Integer>> HOPS =
      new Changeable.Form<>() {
        @Override
        public Map<String, String> write(Optional<Integer> hops) {
          return Map.of("hops", hops.map(Object::toString).orElse(""));
        }

        @Override
        public Optional<Integer> read(Map<String, String> fields) {
          return Optional.of(Integer.parseInt(fields.getOrDefault("hops", "")));
        }
      };

  private final SavedSettings settings;
  private final Changeable<TrustedProxies> proxies;
  private final Changeable<Optional<Integer>> hops;
  private volatile TrustedProxies effective;

  ProxyTrust(SavedSettings settings, TrustedProxies baseline) {
    this.settings = settings;
    this.proxies =
        settings.changeable(SavedSetting.TRUSTED_PROXIES, baseline, TrustedProxiesForm.INSTANCE);
    this.hops = settings.changeable(SavedSetting.PROXY_HOPS, Optional.empty(), HOPS);
    this.effective = TrustedProxies.NONE;
    proxies.listen(_ -> combine());
    hops.listen(_ -> combine());
  }

  private synchronized void combine() {
    TrustedProxies now = withHops(proxies.get());
    if (now.believesAnybody() && !effective.believesAnybody()) {
      LOG.warn("whoever connects is believed about where requests come from: set TRUSTED_PROXIES");
    }
    effective = now;
  }

  private TrustedProxies withHops(TrustedProxies said) {
    return hops.get()
        .map(number -> new TrustedProxies(said.addresses(), number, said.header()))
        .orElse(said);
  }

  @Override
  public TrustedProxies get() {
    return effective;
  }

  /** What the server was started with. */
  public TrustedProxies baseline() {
    return proxies.baseline();
  }

  /** What holds in place of that; empty when nothing is saved. */
  public Optional<TrustedProxies> saved() {
    return proxies.saved().isPresent() || hops.saved().isPresent()
        ? Optional.of(effective)
        : Optional.empty();
  }

  /** Saves all of it; a number that was saved by itself is forgotten. */
  public void save(TrustedProxies value) {
    settings.make(proxies.saving(value), hops.clearing());
  }

  /** Forgets all that was saved. */
  public void clear() {
    settings.make(proxies.clearing(), hops.clearing());
  }

  /**
   * Saves a limit, and with it how many proxies every request passes, in one commit. Addresses stay
   * as they are, where they come from included.
   *
   * @param number stays as it is when it is empty; else from 0 to {@link TrustedProxies#HOPS_MAX}
   */
  public void saveWith(Changeable<RateLimit> limit, RateLimit value, Optional<Integer> number) {
    if (number.isEmpty()) {
      limit.save(value);
    } else {
      settings.make(limit.saving(value), hops.saving(number));
    }
  }

  /** Forgets a limit that was saved, and the number that may have been saved with it. */
  public void clearWith(Changeable<RateLimit> limit) {
    settings.make(limit.clearing(), hops.clearing());
  }
}
