package lakatos.autoformalizer;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A problem in words.
 *
 * @param id what its owner calls it
 * @param text in English or Chinese, with LaTeX where it likes
 * @param answer what is to be found, if the problem asks for something and this is known
 */
public record InformalProblem(String id, String text, Optional<String> answer) {
  /** More than any problem needs; what is longer is a paper. */
  static final int LONGEST = 20_000;

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_']*");
  private static final Set<String> TAKEN =
      Set.of(
          "theorem", "lemma", "def", "fun", "by", "if", "then", "else", "let", "have", "end", "in");

  /**
   * @throws IllegalArgumentException with one sentence if the text is empty, longer than 20,000
   *     characters, or LaTeX whose brackets do not match
   */
  public InformalProblem {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the problem is empty; say in words what is to be proved");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the problem has "
              + text.length()
              + " characters, and may have "
              + LONGEST
              + "; state one theorem at a time");
    }
    LatexFault.of(text)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
  }

  /** The name of the theorem that states it: its id, where Lean takes that for a name. */
  public String theorem() {
    boolean usable = IDENTIFIER.matcher(id).matches() && !TAKEN.contains(id);
    return usable ? id : "problem";
  }
}
