package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lakatos.autoformalizer.language.Proposition.Connective;
import lakatos.autoformalizer.language.Proposition.Quantifier;
import lakatos.autoformalizer.language.Sort.Numbers;
import lakatos.autoformalizer.language.Sort.Plain;

/**
 * Propositions in plain English, from what was understood and not from what was written. The
 * grammar reads them back as the same proposition.
 */
final class EnglishStatements implements Proposition.Cases<String> {
  private static final List<String> OPENINGS = List.of("for all", "there ", "if ", "it is");

  private final EnglishTerms terms;

  EnglishStatements(EnglishTerms terms) {
    this.terms = terms;
  }

  /** Returns a sentence; a name at its beginning stays as it is. */
  String sentence(Proposition proposition) {
    String text = of(proposition);
    boolean word = OPENINGS.stream().anyMatch(text::startsWith);
    String first = text.substring(0, 1);
    return (word ? first.toUpperCase(Locale.ROOT) : first) + text.substring(1) + ".";
  }

  private String of(Proposition proposition) {
    return proposition.accept(this);
  }

  /** Returns a part of a larger statement: in brackets unless it is a single clause. */
  private String part(Proposition proposition) {
    boolean simple =
        proposition instanceof Proposition.Comparison
            || proposition instanceof Proposition.Congruence
            || (proposition instanceof Proposition.Having having && having.terms().size() == 1)
            || proposition instanceof Proposition.Membership
            || proposition instanceof Proposition.Holding;
    return simple ? of(proposition) : "(" + of(proposition) + ")";
  }

  @Override
  public String comparison(Proposition.Comparison comparison) {
    String left = terms.of(comparison.left());
    String right = terms.of(comparison.right());
    return switch (comparison.relation()) {
      case EQUAL -> constant(comparison) ? left + " is " + right : left + " = " + right;
      case UNEQUAL -> constant(comparison) ? left + " is not " + right : left + " ≠ " + right;
      case LESS -> left + " < " + right;
      case AT_MOST -> left + " ≤ " + right;
      case DIVIDES -> left + " divides " + right;
    };
  }

  private static boolean constant(Proposition.Comparison comparison) {
    return comparison.right() instanceof Term.Constant;
  }

  @Override
  public String congruence(Proposition.Congruence congruence) {
    return terms.of(congruence.left())
        + " ≡ "
        + terms.of(congruence.right())
        + " (mod "
        + terms.of(congruence.modulus())
        + ")";
  }

  @Override
  public String having(Proposition.Having having) {
    List<String> things = having.terms().stream().map(terms::of).toList();
    String subject = String.join(" and ", things);
    return switch (having.trait()) {
      case EVEN -> subject + " is even";
      case ODD -> subject + " is odd";
      case PRIME -> subject + " is prime";
      case COMPOSITE -> subject + " is composite";
      case COPRIME -> subject + " are coprime";
      case SQUARE -> subject + " is a perfect square";
      case CUBE -> subject + " is a perfect cube";
      case INJECTIVE -> subject + " is injective";
      case SURJECTIVE -> subject + " is surjective";
      case BIJECTIVE -> subject + " is bijective";
      case WITHOUT_REPETITION -> subject + " has no repeated entries";
    };
  }

  @Override
  public String membership(Proposition.Membership membership) {
    return terms.of(membership.element()) + " is an entry of " + terms.of(membership.list());
  }

  @Override
  public String holding(Proposition.Holding holding) {
    if (holding.arguments().isEmpty()) {
      return holding.predicate();
    }
    return holding.predicate()
        + "("
        + holding.arguments().stream().map(terms::of).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  public String negation(Proposition.Negation negation) {
    return "it is not true that " + part(negation.body());
  }

  @Override
  public String compound(Proposition.Compound compound) {
    boolean and = compound.connective() == Connective.AND;
    if (compound.parts().isEmpty()) {
      return and ? "0 = 0" : "0 = 1";
    }
    return compound.parts().stream()
        .map(this::part)
        .collect(Collectors.joining(and ? " and " : " or "));
  }

  @Override
  public String conditional(Proposition.Conditional conditional) {
    return "if "
        + premise(conditional.premise())
        + ", then "
        + conclusion(conditional.conclusion());
  }

  private String premise(Proposition premise) {
    boolean plain = premise instanceof Proposition.Compound;
    return plain ? of(premise) : part(premise);
  }

  private String conclusion(Proposition conclusion) {
    return conclusion instanceof Proposition.Equivalence ? part(conclusion) : of(conclusion);
  }

  @Override
  public String equivalence(Proposition.Equivalence equivalence) {
    return part(equivalence.left()) + " if and only if " + part(equivalence.right());
  }

  @Override
  public String quantified(Proposition.Quantified quantified) {
    String variables = variables(quantified.variables());
    String body = part(quantified.body());
    if (quantified.quantifier() == Quantifier.FOR_ALL) {
      return "for all " + variables + ": " + conclusion(quantified.body());
    }
    if (quantified.quantifier() == Quantifier.EXISTS) {
      return "there exist " + variables + " such that " + body;
    }
    return "there is exactly one " + unique(quantified.variables()) + " such that " + body;
  }

  private static String unique(List<Variable> variables) {
    String names = variables.stream().map(Variable::name).collect(Collectors.joining(", "));
    return variables.size() == 1
        ? plural(variables.get(0).sort()) + " " + names
        : "pair of " + plural(variables.get(0).sort()) + " (" + names + ")";
  }

  private static String variables(List<Variable> variables) {
    var groups = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i <= variables.size(); i++) {
      boolean end =
          i == variables.size() || !variables.get(i).sort().equals(variables.get(start).sort());
      if (end) {
        String names =
            variables.subList(start, i).stream()
                .map(Variable::name)
                .collect(Collectors.joining(", "));
        groups.add(described(variables.get(start).sort(), names));
        start = i;
      }
    }
    return String.join(" and ", groups);
  }

  private static String described(Sort sort, String names) {
    if (!(sort instanceof Sort.Arrow arrow)) {
      return plural(sort) + " " + names;
    }
    if (arrow.to() == Plain.PROPOSITION && arrow.from().size() == 2) {
      return "relations "
          + names
          + " ⊆ "
          + space(arrow.from().get(0))
          + " × "
          + space(arrow.from().get(1));
    }
    return "functions " + names + ": " + space(arrow.from().get(0)) + " → " + space(arrow.to());
  }

  private static String space(Sort sort) {
    if (sort instanceof Numbers numbers) {
      return switch (numbers) {
        case NATURAL -> "ℕ";
        case INTEGER -> "ℤ";
        case RATIONAL -> "ℚ";
        case REAL -> "ℝ";
      };
    }
    if (sort instanceof Sort.Arrow) {
      return "its power set";
    }
    return sort instanceof Sort.Abstract type ? type.name() : "things";
  }

  private static String plural(Sort sort) {
    if (sort instanceof Numbers numbers) {
      return switch (numbers) {
        case NATURAL -> "natural numbers";
        case INTEGER -> "integers";
        case RATIONAL -> "rational numbers";
        case REAL -> "real numbers";
      };
    }
    if (sort instanceof Sort.ListOf list) {
      return list.element() instanceof Sort.Abstract
          ? "lists"
          : "lists of " + plural(list.element());
    }
    return sort == Plain.BOOLEAN
        ? "Booleans"
        : sort == Plain.PROPOSITION ? "propositions" : "things";
  }
}
