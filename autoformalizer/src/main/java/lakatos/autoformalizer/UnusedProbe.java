package lakatos.autoformalizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Term;

/** Looks for variables that occur nowhere, and for hypotheses about something else. */
final class UnusedProbe implements Probe {

  @Override
  public List<Finding> look(Specimen specimen) {
    Anatomy anatomy = specimen.anatomy();
    List<Finding> findings = new ArrayList<>();
    anatomy.variables().stream()
        .filter(v -> !v.used() && !isUnnamed(v.name()))
        .forEach(v -> findings.add(unused("the variable " + v.name(), v.name())));
    boundAnywhere(anatomy)
        .forEach(name -> findings.add(unused("the bound variable " + name, name)));
    apart(anatomy).forEach(h -> findings.add(apart(h)));
    return findings;
  }

  private static Finding unused(String what, String name) {
    return new Finding(
        Kind.UNUSED, Weight.SUSPICIOUS, what + " occurs nowhere else", Optional.of(name));
  }

  private static Finding apart(Local hypothesis) {
    return new Finding(
        Kind.UNUSED,
        Weight.SUSPICIOUS,
        "the hypothesis "
            + hypothesis.name()
            + " is about nothing that the conclusion is about: "
            + hypothesis.type(),
        Optional.of(hypothesis.name()));
  }

  /** Instances and what is marked as unused. */
  private static boolean isUnnamed(String name) {
    return name.startsWith("_") || name.startsWith("inst");
  }

  private static List<String> boundAnywhere(Anatomy anatomy) {
    List<Term> terms = new ArrayList<>();
    anatomy.hypotheses().forEach(h -> terms.add(h.term()));
    terms.add(anatomy.conclusion());
    return terms.stream()
        .flatMap(Term::all)
        .filter(Term.Binding.class::isInstance)
        .map(Term.Binding.class::cast)
        .filter(b -> b.binder() != Term.Binder.FUNCTION && b.domain().isEmpty() && !b.used())
        .map(Term.Binding::name)
        .filter(name -> !isUnnamed(name))
        .distinct()
        .toList();
  }

  /** Hypotheses that share no variable with the conclusion, directly or through others. */
  static List<Local> apart(Anatomy anatomy) {
    Set<String> free =
        anatomy.variables().stream().map(Local::name).collect(Collectors.toUnmodifiableSet());
    Set<String> reached = new HashSet<>(variables(anatomy.conclusion(), free));
    if (reached.isEmpty()) {
      return List.of();
    }
    List<Local> left = new ArrayList<>(anatomy.locals());
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Local local : List.copyOf(left)) {
        Set<String> own = new HashSet<>(variables(local.term(), free));
        if (!local.proof()) {
          own.add(local.name());
        }
        if (own.stream().anyMatch(reached::contains)) {
          reached.addAll(own);
          left.remove(local);
          grown = true;
        }
      }
    }
    return left.stream()
        .filter(Local::proof)
        .filter(h -> !variables(h.term(), free).isEmpty())
        .toList();
  }

  private static Set<String> variables(Term term, Set<String> free) {
    return term.all()
        .filter(Term.Variable.class::isInstance)
        .map(t -> ((Term.Variable) t).name())
        .filter(free::contains)
        .collect(Collectors.toSet());
  }
}
