package lakatos.autoformalizer.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.autoformalizer.language.Sort.Arrow;

/** Sorts of names that functions, predicates and relations are applied to. */
final class Arguments {
  private final Map<String, Sort> functions;
  private final Map<String, Sort> arguments = new HashMap<>();

  Arguments(Proposition proposition, Map<String, Sort> constants) {
    this.functions = new HashMap<>(constants);
    bound(proposition);
    read(proposition);
  }

  Optional<Sort> sort(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  private void bound(Proposition proposition) {
    if (proposition instanceof Proposition.Quantified quantified) {
      quantified.variables().forEach(v -> functions.put(v.name(), v.sort()));
    }
    proposition.parts().forEach(this::bound);
  }

  private void read(Proposition proposition) {
    if (proposition instanceof Proposition.Holding holding) {
      apply(holding.predicate(), holding.arguments());
    }
    proposition.terms().forEach(this::read);
    proposition.parts().forEach(this::read);
  }

  private void read(Term term) {
    if (term instanceof Term.Application application) {
      apply(application.function(), application.arguments());
    }
    term.parts().forEach(this::read);
  }

  private void apply(String function, List<Term> to) {
    if (functions.get(function) instanceof Arrow arrow && arrow.from().size() == to.size()) {
      for (int i = 0; i < to.size(); i++) {
        if (to.get(i) instanceof Term.Name name) {
          arguments.put(name.name(), arrow.from().get(i));
        }
      }
    }
  }
}
