package lakatos.autoformalizer;

import java.util.Optional;

/**
 * A problem in words.
 *
 * @param id what its owner calls it
 * @param text in English or Chinese, with LaTeX where it likes
 * @param answer what is to be found, if the problem asks for something and this is known
 */
public record InformalProblem(String id, String text, Optional<String> answer) {
  public InformalProblem {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the problem is empty");
    }
  }
}
