package lakatos.app;

import lakatos.v1.Problem;

/**
 * What stands at one place of the files that are submitted.
 *
 * @param place for people: the file, and which line or row of it
 * @param problem without anything if there is none
 * @param fault why there is none, or empty
 */
record Entry(String place, Problem problem, String fault) {
  static Entry of(String place, Problem problem) {
    return new Entry(place, problem, "");
  }

  static Entry faulty(String place, String fault) {
    return new Entry(place, Problem.getDefaultInstance(), fault);
  }

  boolean isSound() {
    return fault.isEmpty();
  }
}
