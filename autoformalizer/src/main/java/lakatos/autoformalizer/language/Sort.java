package lakatos.autoformalizer.language;

import java.util.List;

/** What kind of thing a term is. */
sealed interface Sort {

  /** Returns whether terms of this sort are numbers that can be added and compared. */
  default boolean numeric() {
    return false;
  }

  /** Numbers; each sort is contained in the next. */
  enum Numbers implements Sort {
    NATURAL,
    INTEGER,
    RATIONAL,
    REAL;

    @Override
    public boolean numeric() {
      return true;
    }

    Numbers join(Numbers other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /** The rest of what has no parts. */
  enum Plain implements Sort {
    BOOLEAN,
    PROPOSITION,
    /** Nothing was said of it yet. */
    OPEN
  }

  /** A type that is spoken of but not known, as α. */
  record Abstract(String name) implements Sort {}

  record ListOf(Sort element) implements Sort {}

  /** The numbers below {@code size}, as the places of a pigeonhole. */
  record Below(Term size) implements Sort {}

  /** Vectors of {@code width} bits. */
  record Bits(int width) implements Sort {}

  /** A function of several arguments. */
  record Arrow(List<Sort> from, Sort to) implements Sort {
    public Arrow {
      from = List.copyOf(from);
    }
  }
}
