package lakatos.leanbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A term as Lean elaborated it, without instances, what is inferred, and proofs.
 *
 * <p>It is for looking at. What it says of the statement is as good as the process that said it;
 * nothing is proved by it.
 */
public sealed interface Term {

  /** Returns the terms that this one is made of. */
  List<Term> parts();

  /** Returns this term and everything in it, outermost first. */
  default Stream<Term> all() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Term::all));
  }

  /** Whether this is an application of a constant. */
  default boolean is(String function) {
    return this instanceof Application a && a.function().filter(function::equals).isPresent();
  }

  /** A numeral, of the type that it is used at. */
  record Numeral(BigInteger value, String type) implements Term {
    @Override
    public List<Term> parts() {
      return List.of();
    }
  }

  /** A variable. */
  record Variable(String name, String type) implements Term {
    @Override
    public List<Term> parts() {
      return List.of();
    }
  }

  /**
   * A function or predicate and its arguments.
   *
   * @param function its full name, if it is a constant
   * @param head the function, if it is not
   * @param type of the whole; empty for propositions
   * @param arguments those that are written
   */
  record Application(
      Optional<String> function, Optional<Term> head, Optional<String> type, List<Term> arguments)
      implements Term {
    public Application {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Term> parts() {
      return Stream.concat(head.stream(), arguments.stream()).toList();
    }
  }

  /** What a binder makes of its body. */
  enum Binder {
    /** {@code ∀}, or an implication if what is bound is a proof. */
    ALL,
    /** {@code ∃}. */
    SOME,
    /** {@code fun}. */
    FUNCTION
  }

  /**
   * A term under a binder.
   *
   * @param type of what is bound; empty if that is a proof
   * @param domain what is assumed, if what is bound is a proof
   * @param used whether the body has it
   */
  record Binding(
      Binder binder,
      String name,
      Optional<String> type,
      Optional<Term> domain,
      boolean used,
      Term body)
      implements Term {
    @Override
    public List<Term> parts() {
      return Stream.concat(domain.stream(), Stream.of(body)).toList();
    }
  }

  /** Anything else, as Lean shows it. */
  record Other(String text) implements Term {
    @Override
    public List<Term> parts() {
      return List.of();
    }
  }

  /** Reads what the REPL's {@code Terms.lean} writes. */
  static Term of(JsonNode node) {
    if (node.has("num")) {
      return new Numeral(new BigInteger(node.path("num").asText()), node.path("type").asText());
    }
    if (node.has("var")) {
      return new Variable(node.path("var").asText(), node.path("type").asText());
    }
    if (node.has("bind")) {
      return binding(node);
    }
    if (node.has("fn") || node.has("head")) {
      return new Application(
          text(node, "fn"),
          node.has("head") ? Optional.of(of(node.path("head"))) : Optional.empty(),
          text(node, "type"),
          Json.list(node.path("args"), Term::of));
    }
    return new Other(node.path("text").asText());
  }

  private static Term binding(JsonNode node) {
    Binder binder =
        switch (node.path("bind").asText()) {
          case "all" -> Binder.ALL;
          case "some" -> Binder.SOME;
          default -> Binder.FUNCTION;
        };
    return new Binding(
        binder,
        node.path("name").asText(),
        text(node, "type"),
        node.has("domain") ? Optional.of(of(node.path("domain"))) : Optional.empty(),
        node.path("used").asBoolean(),
        of(node.path("body")));
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
  }
}
