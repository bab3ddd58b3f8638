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
  public synchronized void save(T value) {
    settings.put(setting, form.write(value));
    set(Optional.of(value));
  }

  /** Forgets what is saved, so that what the server was started with is in force again. */
  public synchronized void clear() {
    settings.delete(setting);
    set(Optional.empty());
  }

  synchronized void refresh() {
    Optional<T> found = settings.get(setting).map(form::read);
    if (!found.equals(state.saved())) {
      set(found);
    }
  }

  private void set(Optional<T> saved) {
    state = new State<>(saved, saved.orElse(baseline));
    listeners.forEach(listener -> listener.accept(state.effective()));
  }
}
