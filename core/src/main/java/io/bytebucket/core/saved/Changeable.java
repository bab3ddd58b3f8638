package io.bytebucket.core.saved;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A setting that may be changed while the server runs: what is saved of it holds in place of what
 * the server was started with, until it is cleared. To ask what is in force costs one read.
 * Thread-safe.
 */
public final class Changeable<T> implements Supplier<T> {
  private final SavedSettings settings;
  private final SavedSetting setting;
  private final T baseline;
  private final Form<T> form;
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
  private volatile State<T> state;

  private record State<T>(Optional<T> saved, T effective) {}

  /** How values are written down. */
  public interface Form<T> {
    /** The fields of a value. */
    Map<String, String> write(T value);

    /**
     * The value of these fields.
     *
     * @throws RuntimeException when there is none
     */
    T read(Map<String, String> fields);
  }

  /**
   * A change that is not made yet; see {@link SavedSettings#make}.
   *
   * @param fields what is saved; empty for clearing
   * @param inForce puts it in force, once it is durable
   */
  public record Change(
      SavedSetting setting, Optional<Map<String, String>> fields, Runnable inForce) {
    boolean isClearing() {
      return fields.isEmpty();
    }
  }

  Changeable(SavedSettings settings, SavedSetting setting, T baseline, Form<T> form) {
    this.settings = settings;
    this.setting = setting;
    this.baseline = baseline;
    this.form = form;
    this.state = new State<>(Optional.empty(), baseline);
  }

  /** What is in force. */
  @Override
  public T get() {
    return state.effective();
  }

  /** What the server was started with. */
  public T baseline() {
    return baseline;
  }

  /** What is saved, if anything is. */
  public Optional<T> saved() {
    return state.saved();
  }

  /**
   * Has {@code listener} told what is in force: now, and whenever it changes, or is saved or
   * cleared here.
   */
  public synchronized void listen(Consumer<T> listener) {
    listeners.add(listener);
    listener.accept(get());
  }

  /** Saves a value, and puts it in force. */
  public void save(T value) {
    settings.make(saving(value));
  }

  /** The change that saves a value. */
  public Change saving(T value) {
    return new Change(setting, Optional.of(form.write(value)), () -> set(Optional.of(value)));
  }

  /** Forgets what is saved, so that what the server was started with is in force again. */
  public void clear() {
    settings.make(clearing());
  }

  /** The change that clears it. */
  public Change clearing() {
    return new Change(setting, Optional.empty(), () -> set(Optional.empty()));
  }

  synchronized void refresh() {
    Optional<T> found = settings.get(setting).map(form::read);
    if (!found.equals(state.saved())) {
      set(found);
    }
  }

  private synchronized void set(Optional<T> saved) {
    state = new State<>(saved, saved.orElse(baseline));
    listeners.forEach(listener -> listener.accept(state.effective()));
  }
}
