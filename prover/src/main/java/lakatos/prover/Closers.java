package lakatos.prover;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Tactics that may close a goal, in the order in which they are tried.
 *
 * <p>The order is learnt: a benchmark run writes it, cheapest and likeliest first. A file has one
 * tactic a line: its time limit in milliseconds, a tab, where it is tried, a tab, the tactic. It is
 * tried on {@code all} goals, on the statement itself only ({@code root}: it is slow, or finds what
 * other goals rarely are) or there after the first moves ({@code last}), or, with {@code mathlib},
 * on all goals if that library is there. {@code {defs}} stands for the statement's own functions,
 * {@code {facts}} for these and lemmas that unfold what it is about.
 */
public final class Closers {
  private static final String RESOURCE = "closers.txt";
  private static final String DEFINITIONS = "{defs}";
  private static final String FACTS = "{facts}";

  private final List<Line> lines;

  /** On which goals a tactic is tried. */
  enum Where {
    ALL,
    ROOT,
    LAST,
    MATHLIB
  }

  private record Line(Duration limit, Where where, String tactic) {}

  /**
   * A tactic to try, and how long it may take.
   *
   * @param where on which goals
   */
  record Closer(String tactic, Duration limit, Where where) {}

  private Closers(List<String> lines) {
    List<Line> tactics = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isTactic(lines.get(i))) {
        tactics.add(line(lines.get(i), i + 1));
      }
    }
    this.lines = List.copyOf(tactics);
  }

  /** Returns the order that comes with Lakatos. */
  public static Closers standard() {
    InputStream resource =
        Objects.requireNonNull(Closers.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return new Closers(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an order that a benchmark run wrote.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is not of the form that a file has
   */
  public static Closers read(Path file) throws IOException {
    return new Closers(Files.readAllLines(file));
  }

  private static boolean isTactic(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Line line(String text, int number) {
    List<String> fields = List.of(text.split("\t", 3));
    try {
      Duration limit = Duration.ofMillis(Long.parseLong(fields.get(0)));
      Where where = Where.valueOf(fields.get(1).toUpperCase(Locale.ROOT));
      return new Line(limit, where, fields.get(2).replace("\\n", "\n"));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "line "
              + number
              + " is not a time limit, all, root, last or mathlib, and a tactic, with tabs between: "
              + text,
          e);
    }
  }

  /** Returns the tactics for a statement with this vocabulary. */
  List<Closer> forVocabulary(Vocabulary vocabulary) {
    String definitions = String.join(", ", vocabulary.functions());
    String facts = String.join(", ", vocabulary.facts());
    List<Closer> closers = new ArrayList<>();
    for (Line line : lines) {
      String tactic = line.tactic();
      boolean usable =
          (line.where() != Where.MATHLIB || vocabulary.mathlib())
              && (!tactic.contains(DEFINITIONS) || !definitions.isEmpty())
              && (!tactic.contains(FACTS) || !facts.equals(definitions));
      if (usable) {
        String filled = tactic.replace(DEFINITIONS, definitions).replace(FACTS, facts);
        closers.add(new Closer(filled, line.limit(), line.where()));
      }
    }
    return closers;
  }
}
