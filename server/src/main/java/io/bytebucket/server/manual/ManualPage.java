package io.bytebucket.server.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A manual page: one for the program, and one for each of its commands, with what is below that.
 *
 * @param name as a person would ask for it: {@code bytebucket-server}
 * @param text in the language of {@code man}
 */
record ManualPage(String name, String text) {
  private static final String SECTION = "1";

  /** The pages of a program, its own first. */
  static List<ManualPage> of(CommandLine program) {
    List<ManualPage> pages = new ArrayList<>();
    pages.add(page(program));
    visible(program).forEach(command -> pages.add(page(command)));
    return pages;
  }

  String fileName() {
    return name + "." + SECTION;
  }

  private static ManualPage page(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String name = nameOf(spec);
    Roff roff = new Roff();
    roff.title(name, SECTION, "ByteBucket");
    roff.section("NAME");
    roff.paragraph(name + " - " + uncapitalized(firstLine(spec)));
    roff.section("SYNOPSIS");
    synopsis(roff, spec);
    roff.section("DESCRIPTION");
    roff.paragraphs(lines(spec.usageMessage().description()));
    arguments(roff, spec);
    if (spec.parent() == null) {
      commandList(roff, command);
    } else {
      visible(command).forEach(child -> below(roff, child));
    }
    exitStatus(roff, spec);
    if (spec.parent() == null) {
      roff.section("ENVIRONMENT");
      roff.paragraph("Settings are environment variables: docs/configuration.md has all of them.");
    }
    roff.section("SEE ALSO");
    roff.paragraph(seeAlso(command));
    return new ManualPage(name, roff.toString());
  }

  /** A command of a command, as a part of its page. */
  private static void below(Roff roff, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    roff.section(spec.qualifiedName(" ").toUpperCase(Locale.ROOT));
    synopsis(roff, spec);
    roff.paragraphs(lines(spec.usageMessage().description()));
    arguments(roff, spec);
    exitStatusOf(roff, spec);
    visible(command).forEach(child -> below(roff, child));
  }

  private static void synopsis(Roff roff, CommandSpec spec) {
    String text =
        new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .synopsis(0);
    String name = spec.qualifiedName(" ");
    roff.synopsis(name, text.replaceAll("\\s+", " ").strip().substring(name.length()));
  }

  private static void arguments(Roff roff, CommandSpec spec) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        roff.item(parameter.paramLabel(), description(parameter));
      }
    }
    for (OptionSpec option : spec.options()) {
      // Those for help and the version are every command's: the program's own page has them.
      boolean isEverys = option.usageHelp() || option.versionHelp() || option.inherited();
      if (!option.hidden() && (spec.parent() == null || !isEverys)) {
        roff.item(words(option), description(option));
      }
    }
  }

  private static String words(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
  }

  private static void commandList(Roff roff, CommandLine program) {
    roff.section("COMMANDS");
    visible(program)
        .forEach(
            child -> roff.item(child.getCommandName(), List.of(firstLine(child.getCommandSpec()))));
  }

  private static void exitStatus(Roff roff, CommandSpec spec) {
    if (!spec.usageMessage().exitCodeList().isEmpty()) {
      roff.section("EXIT STATUS");
      exitStatusOf(roff, spec);
    }
  }

  private static void exitStatusOf(Roff roff, CommandSpec spec) {
    for (Map.Entry<String, String> status : spec.usageMessage().exitCodeList().entrySet()) {
      roff.item("Exit status " + status.getKey().strip(), List.of(status.getValue().formatted()));
    }
  }

  private static String seeAlso(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return spec.parent() == null
        ? String.join(
            ", ",
            visible(command).stream()
                .map(child -> nameOf(child.getCommandSpec()) + "(" + SECTION + ")")
                .toList())
        : nameOf(spec.root()) + "(" + SECTION + ")";
  }

  private static List<CommandLine> visible(CommandLine command) {
    return command.getSubcommands().values().stream()
        .distinct()
        .filter(child -> !child.getCommandSpec().usageMessage().hidden())
        .filter(child -> !(child.getCommand() instanceof CommandLine.HelpCommand))
        .toList();
  }

  private static String nameOf(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private static List<String> description(ArgSpec argument) {
    return lines(argument.description());
  }

  /** As picocli shows them, where they are formats. */
  private static List<String> lines(String[] formats) {
    return List.of(formats).stream().map(format -> format.formatted()).toList();
  }

  private static String firstLine(CommandSpec spec) {
    return Optional.of(lines(spec.usageMessage().description()))
        .filter(lines -> !lines.isEmpty())
        .map(List::getFirst)
        .orElse(spec.name());
  }

  private static String uncapitalized(String sentence) {
    String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
