package lakatos.benchmarks;

import lakatos.leanbridge.Statement;
import lakatos.leanbridge.Verdict;

/**
 * A candidate whose verdict is known beforehand.
 *
 * @param expected the word of that verdict
 */
record Check(String kind, Statement statement, String candidate, String expected) {

  boolean rightly(Verdict verdict) {
    return verdict.word().equals(expected);
  }
}
