package lakatos.autoformalizer.language;

import java.math.BigInteger;
import java.util.List;

/** A thing that a statement speaks of. */
sealed interface Term {

  <R> R accept(Cases<R> cases);

  /** Returns the terms that this one is made of. */
  default List<Term> parts() {
    return List.of();
  }

  /** An answer for each variant. */
  interface Cases<R> {
    R numeral(Numeral numeral);

    R name(Name name);

    R constant(Constant constant);

    R operation(Operation operation);

    R series(Series series);

    R application(Application application);
  }

  static Term of(long value) {
    return new Numeral(BigInteger.valueOf(value));
  }

  static Term of(Operator operator, Term... arguments) {
    return new Operation(operator, List.of(arguments));
  }

  /** A natural number in digits. */
  record Numeral(BigInteger value) implements Term {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.numeral(this);
    }
  }

  /** An occurrence of a variable. */
  record Name(String name) implements Term {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.name(this);
    }
  }

  /** A fixed value that is no number. */
  enum Constant implements Term {
    TRUE,
    FALSE,
    EMPTY_LIST;

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.constant(this);
    }
  }

  record Operation(Operator operator, List<Term> arguments) implements Term {
    public Operation {
      arguments = List.copyOf(arguments);
    }

    Term argument(int index) {
      return arguments.get(index);
    }

    @Override
    public List<Term> parts() {
      return arguments;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.operation(this);
    }
  }

  /**
   * A sum or a product over the integers from {@code from} to {@code to}; empty if there are none.
   *
   * @param operator {@code ADD} or {@code MULTIPLY}
   */
  record Series(Operator operator, String index, Term from, Term to, Term body) implements Term {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.series(this);
    }

    @Override
    public List<Term> parts() {
      return List.of(from, to, body);
    }
  }

  /** The value of a function that the problem speaks of. */
  record Application(String function, List<Term> arguments) implements Term {
    public Application {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.application(this);
    }

    @Override
    public List<Term> parts() {
      return arguments;
    }
  }
}
