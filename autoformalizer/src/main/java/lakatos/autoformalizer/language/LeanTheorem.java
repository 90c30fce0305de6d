package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Vocabulary;
import lakatos.autoformalizer.language.Proposition.Conditional;
import lakatos.autoformalizer.language.Proposition.Connective;
import lakatos.autoformalizer.language.Proposition.Quantifier;

/** A proposition as a Lean theorem: variables and hypotheses before the colon. */
final class LeanTheorem {
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private final Vocabulary vocabulary;
  private final Set<String> names = new HashSet<>();
  private final List<String> binders = new ArrayList<>();
  private LeanPropositions propositions;
  private int hypotheses;

  /**
   * @param constants names that the preamble defines, with their sorts
   */
  LeanTheorem(Vocabulary vocabulary, Map<String, Sort> constants) {
    this.vocabulary = vocabulary;
    this.propositions = new LeanPropositions(vocabulary, new Sorting(constants), Facts.NONE);
  }

  /** Returns {@code theorem NAME binders : conclusion}. */
  String write(String name, Proposition proposition) {
    boolean several = premises(proposition) > 1;
    Proposition rest = proposition;
    while (true) {
      if (rest instanceof Proposition.Quantified quantified && bindable(quantified)) {
        bind(quantified.variables());
        rest = quantified.body();
      } else if (rest instanceof Conditional conditional) {
        parts(conditional.premise()).forEach(part -> suppose(part, several));
        rest = conditional.conclusion();
      } else {
        String front = binders.isEmpty() ? "" : " " + String.join(" ", binders);
        String types = types(proposition);
        return "theorem " + name + types + front + " : " + propositions.of(rest);
      }
    }
  }

  private static int premises(Proposition proposition) {
    if (proposition instanceof Proposition.Quantified quantified) {
      return quantified.quantifier() == Quantifier.FOR_ALL ? premises(quantified.body()) : 0;
    }
    return proposition instanceof Conditional conditional
        ? parts(conditional.premise()).size() + premises(conditional.conclusion())
        : 0;
  }

  private boolean bindable(Proposition.Quantified quantified) {
    return quantified.quantifier() == Quantifier.FOR_ALL
        && quantified.variables().stream().noneMatch(v -> names.contains(v.name()));
  }

  private void bind(List<Variable> variables) {
    variables.forEach(v -> names.add(v.name()));
    binders.add(Binders.bracketed(variables, vocabulary));
    propositions = propositions.with(variables);
  }

  private void suppose(Proposition premise, boolean several) {
    hypotheses++;
    String letter = names.contains("h") ? "hyp" : "h";
    String name = several ? letter + subscript(hypotheses) : letter;
    binders.add("(" + name + " : " + propositions.of(premise) + ")");
    propositions = propositions.knowing(premise);
  }

  private static List<Proposition> parts(Proposition premise) {
    return premise instanceof Proposition.Compound c && c.connective() == Connective.AND
        ? c.parts()
        : List.of(premise);
  }

  private static String subscript(int number) {
    return String.valueOf(number)
        .chars()
        .mapToObj(c -> SUBSCRIPTS.substring(c - '0', c - '0' + 1))
        .collect(Collectors.joining());
  }

  /** The types that the statement speaks of without naming one: {@code {α β : Type}}. */
  private static String types(Proposition proposition) {
    var names = new TreeSet<String>();
    collect(proposition, names);
    return names.isEmpty() ? "" : " {" + String.join(" ", names) + " : Type}";
  }

  private static void collect(Proposition proposition, Set<String> names) {
    if (proposition instanceof Proposition.Quantified quantified) {
      quantified.variables().forEach(v -> collect(v.sort(), names));
    }
    proposition.parts().forEach(part -> collect(part, names));
  }

  private static void collect(Sort sort, Set<String> names) {
    if (sort instanceof Sort.Abstract type) {
      names.add(type.name());
    }
    if (sort instanceof Sort.ListOf list) {
      collect(list.element(), names);
    }
    if (sort instanceof Sort.Arrow arrow) {
      arrow.from().forEach(s -> collect(s, names));
      collect(arrow.to(), names);
    }
  }
}
