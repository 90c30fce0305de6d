package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A judge's answer, read.
 *
 * @param text the answer as it was given, thoughts left out
 */
record Opinion(List<Part> parts, boolean faithful, String text) {
  private static final Pattern PART =
      Pattern.compile(
          "(?im)^[ \\t*>-]*PART\\**:[ \\t]*(.+?)[ \\t]*\\|[ \\t]*\\**(SAME|SMALL|LARGE)\\**"
              + "[ \\t]*(?:\\|[ \\t]*(.*?))?[ \\t]*$");
  private static final Pattern VERDICT =
      Pattern.compile("(?im)^[ \\t*>-]*VERDICT\\**:\\s*\\**(FAITHFUL|UNFAITHFUL)\\b");

  Opinion {
    parts = List.copyOf(parts);
  }

  /** How a part of the problem is found in the statement. */
  enum Difference {
    SAME,
    SMALL,
    LARGE
  }

  /**
   * A condition or claim of the problem.
   *
   * @param why may be empty
   */
  record Part(String words, Difference difference, String why) {
    @Override
    public String toString() {
      return words
          + ": "
          + difference.name().toLowerCase(Locale.ROOT)
          + (why.isEmpty() ? "" : ", " + why);
    }
  }

  /**
   * Reads an answer; the last verdict in it counts, and a large difference outweighs it.
   *
   * @return nothing if it gives no verdict
   */
  static Optional<Opinion> of(String answer) {
    List<Part> parts = new ArrayList<>();
    for (Matcher m = PART.matcher(answer); m.find(); ) {
      String why = m.group(3) == null ? "" : m.group(3).strip();
      parts.add(new Part(m.group(1), Difference.valueOf(m.group(2).toUpperCase(Locale.ROOT)), why));
    }
    return VERDICT
        .matcher(answer)
        .results()
        .reduce((first, later) -> later)
        .map(m -> m.group(1).equalsIgnoreCase("faithful"))
        .map(said -> new Opinion(parts, said && !hasLarge(parts), answer.strip()));
  }

  private static boolean hasLarge(List<Part> parts) {
    return parts.stream().anyMatch(part -> part.difference() == Difference.LARGE);
  }

  /** What differs, a part a line; or all parts if nothing does. */
  String reasons() {
    List<Part> different =
        parts.stream().filter(part -> part.difference() != Difference.SAME).toList();
    return (different.isEmpty() ? parts : different)
        .stream().map(Part::toString).collect(Collectors.joining("\n"));
  }
}
