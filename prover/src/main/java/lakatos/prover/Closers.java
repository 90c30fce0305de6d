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
import java.util.Objects;

/**
 * Tactics that may close a goal, in the order in which they are tried.
 *
 * <p>The order is learnt: a benchmark run writes it, cheapest and likeliest first. A file has one
 * tactic a line, after its time limit in milliseconds and a tab; {@code {defs}} stands for the
 * statement's own functions, {@code {facts}} for these and lemmas that unfold what it is about, and
 * a line that begins with {@code mathlib} needs that library.
 */
public final class Closers {
  private static final String RESOURCE = "closers.txt";
  private static final String DEFINITIONS = "{defs}";
  private static final String FACTS = "{facts}";
  private static final String MATHLIB = "mathlib\t";

  private final List<Line> lines;

  private record Line(boolean mathlib, Duration limit, String tactic) {}

  /** A tactic to try, and how long it may take. */
  record Closer(String tactic, Duration limit) {}

  private Closers(List<String> lines) {
    this.lines = lines.stream().filter(Closers::isTactic).map(Closers::line).toList();
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
   * @throws IllegalArgumentException if a line is not a time limit, a tab and a tactic
   */
  public static Closers read(Path file) throws IOException {
    return new Closers(Files.readAllLines(file));
  }

  private static boolean isTactic(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static Line line(String text) {
    boolean mathlib = text.startsWith(MATHLIB);
    String rest = mathlib ? text.substring(MATHLIB.length()) : text;
    int tab = rest.indexOf('\t');
    try {
      Duration limit = Duration.ofMillis(Long.parseLong(rest.substring(0, Math.max(tab, 0))));
      return new Line(mathlib, limit, rest.substring(tab + 1).replace("\\n", "\n"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a time limit, a tab and a tactic: " + text, e);
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
          (!line.mathlib() || vocabulary.mathlib())
              && (!tactic.contains(DEFINITIONS) || !definitions.isEmpty())
              && (!tactic.contains(FACTS) || !facts.equals(definitions));
      if (usable) {
        String filled = tactic.replace(DEFINITIONS, definitions).replace(FACTS, facts);
        closers.add(new Closer(filled, line.limit()));
      }
    }
    return closers;
  }
}
