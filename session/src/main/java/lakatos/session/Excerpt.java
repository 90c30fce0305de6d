package lakatos.session;

import java.util.List;
import java.util.Optional;
import lakatos.prover.TheoremSource;
import lakatos.prover.text.Outline;
import lakatos.prover.text.Source;

/**
 * One theorem of a Lean file.
 *
 * @param text the theorem up to {@code :=}
 * @param proof what stands after it
 */
record Excerpt(String name, String text, String proof) {

  /** Finds a theorem in a text; nothing if it has none of this name. */
  static Optional<Excerpt> of(String source, String name) {
    Outline outline = new Outline(source);
    List<Outline.Theorem> theorems = outline.theorems();
    for (int i = 0; i < theorems.size(); i++) {
      Outline.Theorem theorem = theorems.get(i);
      if (theorem.name().equals(name)) {
        int end =
            i + 1 < theorems.size()
                ? outline.start(theorems.get(i + 1).keyword())
                : source.length();
        return Optional.of(cut(name, source.substring(outline.start(theorem.keyword()), end)));
      }
    }
    return Optional.empty();
  }

  /** A text without all theorems but the last: a node's file states what it uses above it. */
  static String lastOf(String source) {
    List<Outline.Theorem> theorems = new Outline(source).theorems();
    return theorems.size() < 2
        ? source
        : source.substring(new Outline(source).start(theorems.get(theorems.size() - 1).keyword()));
  }

  private static Excerpt cut(String name, String declaration) {
    String text = TheoremSource.withoutProof(declaration);
    String rest = declaration.substring(declaration.indexOf(text) + text.length()).strip();
    return new Excerpt(name, text, rest.startsWith(":=") ? rest.substring(2).strip() : rest);
  }

  /**
   * The proof, if it is one of this node.
   *
   * @throws SessionException {@code REFUSED} if the theorem says something else
   */
  String proofOf(Node node) {
    if (!new Source(text).bare().equals(new Source(node.text()).bare())) {
      throw SessionException.refused(
          "the file states "
              + name
              + " differently\n"
              + String.join("\n", LineDiff.of(node.text(), text)));
    }
    return proof;
  }
}
