package lakatos.autoformalizer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;
import lakatos.prover.text.Outline;
import lakatos.prover.text.Source;

/**
 * Makes a statement of the Lean text that a model wrote: one theorem, by the name that was asked
 * for, on our header. What a model writes is hostile until it is read: what would change how the
 * statement is to be read, or what it may rest on, is refused.
 */
final class DraftReader {
  private static final Set<String> REFUSED =
      Set.of(
          "axiom",
          "constant",
          "opaque",
          "unsafe",
          "partial",
          "extern",
          "implemented_by",
          "notation",
          "infix",
          "infixl",
          "infixr",
          "prefix",
          "postfix",
          "macro",
          "macro_rules",
          "syntax",
          "elab",
          "elab_rules",
          "instance",
          "attribute",
          "initialize",
          "run_cmd",
          "namespace",
          "section",
          "variable",
          "include",
          "omit",
          "sorry",
          "admit",
          "native_decide");

  /** Lean's own names for what Mathlib has signs for. */
  private static final Map<String, String> CORE = Map.of("ℕ", "Nat", "ℤ", "Int", "ℚ", "Rat");

  private final String theorem;
  private final Vocabulary vocabulary;

  /** Namespaces that the model was trained to open; without Mathlib they are not there. */
  private final Set<String> trained;

  /**
   * @param shown the header that the model was trained with
   */
  DraftReader(String theorem, Vocabulary vocabulary, Optional<String> shown) {
    this.theorem = theorem;
    this.vocabulary = vocabulary;
    this.trained = shown.map(DraftReader::opened).orElse(Set.of());
  }

  private static Set<String> opened(String header) {
    return new Outline(header)
        .header(header.length()).stream()
            .filter(command -> command.startsWith("open "))
            .flatMap(command -> Arrays.stream(command.split(" ", -1)).skip(1))
            .collect(Collectors.toSet());
  }

  /**
   * A statement, and the text that Lean's messages are about.
   *
   * @param code what the model wrote, as it was understood
   */
  record Draft(String code, TheoremSource source) {
    Statement statement() {
      return source.statement();
    }
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException with a sentence for the model if it is not of use
   */
  Draft read(String written) {
    String code = written.replace("\r\n", "\n");
    new Source(code)
        .flaw()
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException(flaw);
            });
    List<Outline.Theorem> theorems = new Outline(code).theorems();
    if (theorems.size() != 1) {
      throw new IllegalArgumentException(
          "it states " + theorems.size() + " theorems, where one was asked for");
    }
    String adapted = withHeader(named(code, theorems.get(0)));
    Draft draft = new Draft(adapted, TheoremSource.parse(adapted));
    requireHarmless(draft.statement());
    return draft;
  }

  /** Gives the theorem its name; attributes, modifiers and comments before it are blanked out. */
  private String named(String code, Outline.Theorem found) {
    int start = new Outline(code).start(found.keyword());
    String before =
        code.substring(0, start) + code.substring(start, found.keyword()).replaceAll("[^\\n]", " ");
    int name = code.indexOf(found.name(), found.keyword() + "lemma".length());
    if (found.name().isEmpty() || name < 0) {
      throw new IllegalArgumentException("the theorem has no name; call it " + theorem);
    }
    String after = code.substring(name + found.name().length());
    return inWords(before + "theorem " + theorem + after);
  }

  private String inWords(String code) {
    if (vocabulary == Vocabulary.MATHLIB) {
      return code;
    }
    String plain = code;
    for (Map.Entry<String, String> word : CORE.entrySet()) {
      plain = plain.replace(word.getKey(), word.getValue());
    }
    return plain;
  }

  /** Imports and options are ours; what is opened is the model's. */
  private String withHeader(String code) {
    int end = new Outline(code).headerEnd(code.length());
    String header =
        code.substring(0, end).lines().map(this::headerLine).collect(Collectors.joining("\n"));
    String imports = vocabulary == Vocabulary.MATHLIB ? "import Mathlib\n" : "";
    return imports + header + (end > 0 ? "\n" : "") + code.substring(end);
  }

  private String headerLine(String line) {
    if (line.startsWith("universe")) {
      return line;
    }
    if (!line.startsWith("open ")) {
      return "";
    }
    if (vocabulary == Vocabulary.MATHLIB) {
      return line;
    }
    Set<String> dropped = new HashSet<>(trained);
    dropped.add("scoped");
    String rest =
        Arrays.stream(line.strip().split("\\s+"))
            .skip(1)
            .filter(name -> !dropped.contains(name))
            .collect(Collectors.joining(" "));
    return rest.isEmpty() ? "" : "open " + rest;
  }

  private static void requireHarmless(Statement statement) {
    for (String part : List.of(statement.preamble(), statement.text())) {
      Source source = new Source(part);
      for (String word : REFUSED) {
        if (source.indexOfWord(word, 0).isPresent()) {
          throw new IllegalArgumentException(
              "`" + word + "` must not stand in a statement or before it");
        }
      }
      if (source.indexOfOutside("#", 0).isPresent()) {
        throw new IllegalArgumentException("a command that begins with # must not stand before it");
      }
    }
  }
}
