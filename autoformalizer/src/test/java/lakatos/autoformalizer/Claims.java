package lakatos.autoformalizer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lakatos.leanbridge.Anatomy;
import lakatos.leanbridge.Anatomy.Local;
import lakatos.leanbridge.Term;
import lakatos.leanbridge.Term.Application;
import lakatos.leanbridge.Term.Binder;
import lakatos.leanbridge.Term.Binding;
import lakatos.leanbridge.Term.Numeral;
import lakatos.leanbridge.Term.Variable;

/** Statements taken apart by hand, for what needs no Lean. */
final class Claims {
  private final List<Local> locals = new ArrayList<>();

  static Claims given() {
    return new Claims();
  }

  Claims variable(String name, String type) {
    locals.add(new Local(name, type, true, false, new Term.Other(type)));
    return this;
  }

  Claims hypothesis(String name, Term term) {
    locals.add(new Local(name, term.toString(), false, true, term));
    return this;
  }

  Claim then(Term conclusion) {
    return new Claim(
        new Anatomy("t", List.of(), locals, conclusion, "", Set.of(), Set.of(), List.of()));
  }

  static Term var(String name) {
    return new Variable(name, "Nat");
  }

  static Term num(int value) {
    return new Numeral(BigInteger.valueOf(value), "Nat");
  }

  static Term app(String function, Term... arguments) {
    return new Application(
        Optional.of(function), Optional.empty(), Optional.empty(), List.of(arguments));
  }

  static Term equal(Term a, Term b) {
    return app("Eq", a, b);
  }

  static Term mod(Term a, Term b) {
    return app("HMod.hMod", a, b);
  }

  static Term times(Term a, Term b) {
    return app("HMul.hMul", a, b);
  }

  static Term divides(Term a, Term b) {
    return app("Dvd.dvd", a, b);
  }

  static Term all(String name, String type, Term body) {
    return new Binding(Binder.ALL, name, Optional.of(type), Optional.empty(), true, body);
  }

  static Term some(String name, String type, Term body) {
    return new Binding(Binder.SOME, name, Optional.of(type), Optional.empty(), true, body);
  }
}
