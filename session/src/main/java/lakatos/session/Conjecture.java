package lakatos.session;

import java.util.List;
import java.util.Set;

/**
 * A theorem of a file in the form of formal-conjectures.
 *
 * @param name as written, with its variant: {@code erdos_367.variants.strong}
 * @param category such as {@code research open}; empty if it has none
 * @param subjects numbers of the AMS's subject classification
 * @param informal its doc comment, may be empty
 * @param asks whether it asks for an answer
 * @param source the theorem with what of the file it stands on, other theorems left out
 */
public record Conjecture(
    String name,
    String category,
    Set<Integer> subjects,
    String informal,
    boolean asks,
    String source) {
  private static final String ANSWER = "answer(sorry)";

  public Conjecture {
    subjects = Set.copyOf(subjects);
  }

  /**
   * Returns the Lean to lock.
   *
   * @param answer what stands for {@code answer(sorry)}, empty if nothing is known
   * @throws SessionException {@code REFUSED} if it asks for an answer and there is none
   */
  public String withAnswer(String answer) {
    if (!asks) {
      return source;
    }
    if (answer.isBlank()) {
      throw SessionException.refused(
          name + " asks for an answer; give it with --answer, such as --answer True");
    }
    return source.replace(ANSWER, "(" + answer + ")");
  }

  static boolean asks(String text) {
    return text.contains(ANSWER);
  }

  /** Whether it is one of those that are looked for; empty and null-free filters let all pass. */
  public boolean matches(String status, List<Integer> anySubject) {
    boolean inStatus =
        status.isBlank()
            || category.equals(status)
            || List.of(category.split(" ")).contains(status);
    return inStatus && (anySubject.isEmpty() || anySubject.stream().anyMatch(subjects::contains));
  }
}
