package lakatos.prover.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lakatos.leanbridge.Message;

/** Lean's errors about a candidate, written as a model was trained to read them. */
final class ErrorReport {
  private static final int MARKED_ABOVE = 4;
  private static final int MARKED_LINES = 6;
  private static final int NUMBERED_AROUND = 2;

  private final List<String> lines;
  private final List<Message> told;
  private final int untold;

  /**
   * Makes a report.
   *
   * @param most so many errors are told
   */
  ErrorReport(String candidate, List<Message> errors, int most) {
    this.lines = List.of(candidate.replace("\r\n", "\n").split("\n", -1));
    this.told = errors.subList(0, Math.min(most, errors.size()));
    this.untold = errors.size() - told.size();
  }

  /**
   * A range of the candidate; lines from 0, columns in UTF-16 units.
   *
   * @param endColumn after the last character
   */
  private record Range(int line, int column, int endLine, int endColumn) {}

  String text(Profile.Style style) {
    return switch (style) {
      case PLAIN -> plain();
      case MARKED_CODE -> marked();
      case NUMBERED_CODE -> numbered();
    };
  }

  private String plain() {
    return told.stream()
        .map(
            e -> "Line " + e.line() + ": `" + lines.get(line(e)).strip() + "`\n" + e.text().strip())
        .collect(Collectors.joining("\n\n"));
  }

  private String marked() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < told.size(); i++) {
      text.append("\nError ").append(i + 1).append(":\n\nCorresponding Code:\n```lean4\n");
      appendMarked(text, range(told.get(i)));
      text.append("\n```\n\nError Message: ").append(told.get(i).text()).append('\n');
    }
    if (untold > 0) {
      text.append("\n... [Omitted ").append(untold).append(" more errors] ...\n");
    }
    return text.toString();
  }

  private void appendMarked(StringBuilder text, Range range) {
    append(text, Math.max(range.line - MARKED_ABOVE, 0), range.line);
    String first = lines.get(range.line);
    String last = lines.get(range.endLine);
    text.append(first, 0, range.column).append("<error>");
    if (range.endLine == range.line) {
      text.append(first, range.column, range.endColumn);
    } else {
      text.append(first, range.column, first.length()).append('\n');
      append(text, range.line + 1, Math.min(range.endLine, range.line + MARKED_LINES));
      if (range.endLine > range.line + MARKED_LINES) {
        String shown = lines.get(range.line + MARKED_LINES - 1);
        text.append('\n').append(" ".repeat(margin(shown))).append("... --[Truncated]-- ...\n");
      }
      text.append(last, 0, range.endColumn);
    }
    text.append("</error>").append(last, range.endColumn, last.length()).append('\n');
    append(text, range.endLine + 1, Math.min(range.endLine + 2, lines.size()));
  }

  private void append(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      text.append(lines.get(i)).append('\n');
    }
  }

  private String numbered() {
    return IntStream.range(0, told.size())
        .mapToObj(i -> numbered(i + 1, told.get(i)))
        .collect(Collectors.joining());
  }

  private String numbered(int number, Message error) {
    int line = line(error);
    StringBuilder text = new StringBuilder();
    text.append("# Error ").append(number).append(":\n");
    if (!error.goals().isEmpty()) {
      text.append("Goals state before error position: \n");
      text.append(String.join("\n", error.goals())).append("\n\n");
    }
    text.append("Error message: \n")
        .append(error.text().strip())
        .append("\n\nLean 4 code snippet with error:\n```lean4\n");
    int end = Math.min(line + NUMBERED_AROUND + 1, lines.size());
    for (int i = Math.max(line - NUMBERED_AROUND, 0); i < end; i++) {
      text.append(String.format("%03d", i + 1)).append(i == line ? " >" : "  ").append("| ");
      text.append(lines.get(i)).append('\n');
    }
    return text.append("```\n").toString();
  }

  private int line(Message error) {
    return Math.max(0, Math.min(error.line(), lines.size()) - 1);
  }

  /**
   * What an error is about. If Lean does not say where that ends, what stands below its line and is
   * indented deeper belongs to it.
   */
  private Range range(Message error) {
    int line = line(error);
    int column = column(line, error.column());
    return error
        .end()
        .filter(end -> end.line() > error.line() || end.column() > error.column())
        .filter(end -> end.line() <= lines.size())
        .map(end -> new Range(line, column, end.line() - 1, column(end.line() - 1, end.column())))
        .orElseGet(() -> inferred(line, column));
  }

  private int column(int line, int points) {
    String text = lines.get(line);
    return text.offsetByCodePoints(0, Math.min(points, text.codePointCount(0, text.length())));
  }

  private Range inferred(int line, int column) {
    String first = lines.get(line);
    int end = line;
    for (int i = line + 1; i < lines.size() && isPart(lines.get(i), margin(first)); i++) {
      end = lines.get(i).isBlank() ? end : i;
    }
    int endColumn = lines.get(end).stripTrailing().length();
    return new Range(line, column, end, end == line ? Math.max(column, endColumn) : endColumn);
  }

  private static boolean isPart(String below, int margin) {
    return below.isBlank() || margin(below) > margin;
  }

  private static int margin(String line) {
    return line.length() - line.stripLeading().length();
  }
}
