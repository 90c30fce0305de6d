package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement taken apart by Lean.
 *
 * @param name of the theorem, in full
 * @param levels universe parameters
 * @param locals what it quantifies over and assumes, in order
 * @param conclusion what follows
 * @param normal the statement without names: those that agree in it are equal up to bound names,
 *     the order of hypotheses, {@code ≥} and {@code ≠}
 * @param constants what lies behind definitions of the preamble
 * @param numerals what lies behind definitions of the preamble
 * @param variants other propositions made of the same parts
 */
public record Anatomy(
    String name,
    List<String> levels,
    List<Local> locals,
    Term conclusion,
    String normal,
    Set<String> constants,
    Set<BigInteger> numerals,
    List<Variant> variants) {

  public Anatomy {
    levels = List.copyOf(levels);
    locals = List.copyOf(locals);
    constants = Set.copyOf(constants);
    numerals = Set.copyOf(numerals);
    variants = List.copyOf(variants);
  }

  /**
   * A variable or hypothesis.
   *
   * @param type as Lean shows it
   * @param used whether the conclusion or a later local refers to it
   * @param proof whether it is a hypothesis
   * @param term its type
   */
  public record Local(String name, String type, boolean used, boolean proof, Term term) {}

  /** What a variant is. */
  public enum Kind {
    /** The statement itself, closed. */
    SELF("self"),
    /** Nothing satisfies the hypotheses. */
    CONTRADICTION("contradiction"),
    /** A type that is quantified over has nothing in it. */
    EMPTY("empty"),
    /** Without the hypothesis that is its subject. */
    WITHOUT("without"),
    /** Without any hypothesis; there are two or more. */
    BARE("bare"),
    /** Hypotheses and conclusion exchanged. */
    CONVERSE("converse"),
    /** The first {@code ∃ x, ∀ y} as {@code ∀ y, ∃ x}. */
    SWAPPED("swapped"),
    /** Each {@code ∃} as {@code ∀}. */
    EVERY("every"),
    /** Each {@code ≤} of the conclusion as {@code <}. */
    STRICT("strict"),
    /** Each {@code ≤} of the conclusion as {@code =}. */
    EQUAL("equal"),
    /** With special values, its subject, for what is said to exist. */
    SPECIAL("special"),
    /** The values that are its subject left out. */
    EDGE("edge"),
    /** A subtraction, its subject, is not cut off. */
    SUBTRACTION("subtraction"),
    /** A division, its subject, leaves nothing behind. */
    DIVISION("division"),
    /** What is divided by, in its subject, is not zero. */
    DIVISOR("divisor"),
    /** What is reduced by, in its subject, is not zero. */
    MODULUS("modulus"),
    /** Nothing satisfies a condition on an inner quantifier, its subject. */
    RANGE("range");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    private static Optional<Kind> of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A proposition made of the statement's parts. Its text reads back as the term that was meant.
   *
   * @param subject what it is about, may be empty
   * @param place the hypothesis in which that stands; empty for the conclusion
   * @param text a closed proposition
   * @param names of what it quantifies over first, hypotheses left out
   */
  public record Variant(Kind kind, String subject, String place, String text, List<String> names) {
    public Variant {
      names = List.copyOf(names);
    }
  }

  /** Returns the variants of a kind. */
  public List<Variant> variants(Kind kind) {
    return variants.stream().filter(v -> v.kind() == kind).toList();
  }

  /** Returns what is assumed. */
  public List<Local> hypotheses() {
    return locals.stream().filter(Local::proof).toList();
  }

  /** Returns what is quantified over in front of everything else. */
  public List<Local> variables() {
    return locals.stream().filter(l -> !l.proof()).toList();
  }

  static Anatomy of(JsonNode node) {
    JsonNode definitions = node.path("definitions");
    return new Anatomy(
        node.path("name").asText(),
        Json.strings(node.path("levels")),
        Json.list(node.path("locals"), Anatomy::local),
        Term.of(node.path("conclusion")),
        node.path("normal").asText(),
        Set.copyOf(Json.strings(definitions.path("constants"))),
        Set.copyOf(Json.list(definitions.path("numerals"), n -> new BigInteger(n.asText()))),
        Json.list(node.path("variants"), Anatomy::variant).stream()
            .flatMap(Optional::stream)
            .toList());
  }

  private static Local local(JsonNode node) {
    return new Local(
        node.path("name").asText(),
        node.path("type").asText(),
        node.path("used").asBoolean(),
        node.path("proof").asBoolean(),
        Term.of(node.path("term")));
  }

  private static Optional<Variant> variant(JsonNode node) {
    return Kind.of(node.path("kind").asText())
        .map(
            kind ->
                new Variant(
                    kind,
                    node.path("subject").asText(),
                    node.path("place").asText(),
                    node.path("text").asText(),
                    Json.strings(node.path("names"))));
  }
}
