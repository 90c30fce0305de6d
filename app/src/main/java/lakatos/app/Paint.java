package lakatos.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import lakatos.session.Entry;
import lakatos.session.Line;
import lakatos.session.Status;
import picocli.CommandLine.Help.Ansi;

/** Colours, where somebody watches and wants them. */
final class Paint {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final Ansi ansi;

  Paint(boolean watched) {
    this.ansi = watched && Ansi.AUTO.enabled() ? Ansi.ON : Ansi.OFF;
  }

  private String in(String style, String text) {
    String plain = Terminal.harmless(text);
    // text with an @| of its own would be read as a style
    return ansi.enabled() && !plain.contains("@|")
        ? ansi.string("@|" + style + " " + plain + "|@")
        : plain;
  }

  String status(Status status) {
    String style =
        switch (status.kind()) {
          case PROVED -> "green";
          case REFUTED, INVALID -> "red";
          case CONDITIONAL, SKETCHED -> "cyan";
          case OUTDATED -> "yellow";
          case OPEN -> "bold";
        };
    return in(style, status.toString());
  }

  String entry(Line line) {
    String style =
        line.entry() instanceof Entry.Proved
            ? "green"
            : line.entry() instanceof Entry.Refuted ? "red" : "faint";
    return in(style, line.entry().sentence());
  }

  String logged(Line line, boolean counts) {
    String head = "%4d  %s  %s  ".formatted(line.number(), TIME.format(line.time()), line.author());
    return in("faint", head)
        + (counts ? line.entry().sentence() : in("faint", "(undone) " + line.entry().sentence()));
  }

  /** A line of a diff. */
  String changed(String line) {
    return line.startsWith("+") ? in("green", line) : line.startsWith("-") ? in("red", line) : line;
  }
}
