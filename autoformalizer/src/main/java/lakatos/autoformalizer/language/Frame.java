package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import lakatos.autoformalizer.language.Proposition.Quantified;
import lakatos.autoformalizer.language.Proposition.Quantifier;

/** The quantifiers that the noun phrases of a clause bring in, to be put before it at its end. */
final class Frame {

  /** How a noun phrase speaks of what it names. */
  enum Force {
    EVERY,
    SOME,
    NO,
    EXACTLY_ONE
  }

  private record Entry(Force force, List<Variable> variables, List<Proposition> conditions) {

    Proposition around(Proposition body) {
      return switch (force) {
        case EVERY -> Proposition.forAll(variables, Proposition.follows(conditions, body));
        case NO ->
            Proposition.forAll(variables, Proposition.follows(conditions, Proposition.not(body)));
        case SOME -> Proposition.exists(variables, with(body));
        case EXACTLY_ONE -> new Quantified(Quantifier.EXISTS_ONE, variables, with(body));
      };
    }

    private Proposition with(Proposition body) {
      var all = new ArrayList<>(conditions);
      all.add(body);
      return Proposition.all(all);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  void add(Force force, List<Variable> variables, List<Proposition> conditions) {
    entries.add(new Entry(force, List.copyOf(variables), conditions));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<String> names() {
    return entries.stream().flatMap(e -> e.variables().stream()).map(Variable::name).toList();
  }

  /** Returns {@code body} under all the quantifiers, the first outermost. */
  Proposition around(Proposition body) {
    Proposition result = body;
    for (int i = entries.size() - 1; i >= 0; i--) {
      result = entries.get(i).around(result);
    }
    return result;
  }
}
