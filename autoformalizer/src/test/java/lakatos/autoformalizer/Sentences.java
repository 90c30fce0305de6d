package lakatos.autoformalizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A sentence and what it is in Lean, from a file of such pairs.
 *
 * @param lean what stands after the theorem's name
 * @param preamble the sequence that is defined, or nothing
 */
record Sentences(String text, Optional<String> answer, String preamble, String lean) {

  /** A sentence begins its line; what belongs to it is indented. */
  static List<Sentences> in(String file) {
    var sentences = new ArrayList<Sentences>();
    String text = "";
    Optional<String> answer = Optional.empty();
    String preamble = "";
    for (String line : lines(file)) {
      if (line.startsWith("  answer ")) {
        answer = Optional.of(line.substring("  answer ".length()));
      } else if (line.startsWith("  where ")) {
        preamble = line.substring("  where ".length()).replace('⏎', '\n') + "\n";
      } else if (line.startsWith("  ")) {
        sentences.add(new Sentences(text, answer, preamble, line.strip()));
        answer = Optional.empty();
        preamble = "";
      } else {
        text = line;
      }
    }
    return sentences;
  }

  static List<String> lines(String file) {
    try (InputStream in = Sentences.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Translation translation(Vocabulary vocabulary) {
    return new ControlledLanguage().translate(new InformalProblem("t", text, answer), vocabulary);
  }

  @Override
  public String toString() {
    return text;
  }
}
