package io.bytebucket.server.manual;

/** The completion of bash, in the form that zsh loads by itself. */
final class Completions {
  private Completions() {}

  /**
   * A function of zsh for a folder of {@code fpath}.
   *
   * @param bash what completes the command in bash
   */
  static String forZsh(String command, String bash) {
    return """
    #compdef %1$s
    # Zsh reads this file at the first completion, which it answers as well.
    autoload -U +X bashcompinit && bashcompinit
    %2$s
    _bash_complete -o default -F _complete_%1$s
    """
        .formatted(command, bash.strip());
  }
}
