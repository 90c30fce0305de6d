package lakatos.autoformalizer.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Things that something is said of, and of how many of them.
 *
 * @param plural the words are in the plural, so that "are" is right
 */
record Subject(List<Term> terms, Share share, boolean plural) {

  /** How many of the things it is said of. */
  enum Share {
    ALL,
    SOME,
    NONE,
    EXACTLY_ONE
  }

  Subject {
    terms = List.copyOf(terms);
  }

  static Subject of(List<Term> terms) {
    return new Subject(terms, Share.ALL, terms.size() > 1);
  }

  /** Returns that as many of the things as the words say are such. */
  Proposition are(Function<Term, Proposition> such) {
    List<Proposition> each = terms.stream().map(such).toList();
    return switch (share) {
      case ALL -> Proposition.all(each);
      case SOME -> Proposition.any(each);
      case NONE -> Proposition.all(each.stream().map(Proposition::not).toList());
      case EXACTLY_ONE -> exactlyOne(each);
    };
  }

  private static Proposition exactlyOne(List<Proposition> each) {
    var cases = new ArrayList<Proposition>();
    for (int i = 0; i < each.size(); i++) {
      var parts = new ArrayList<Proposition>();
      for (int k = 0; k < each.size(); k++) {
        parts.add(k == i ? each.get(k) : Proposition.not(each.get(k)));
      }
      cases.add(Proposition.all(parts));
    }
    return Proposition.any(cases);
  }
}
