package lakatos.app;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import lakatos.autoformalizer.InformalProblem;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;
import lakatos.v1.Problem;

/** Which columns of a data set say what of a problem: people name them in many ways. */
final class Columns {

  /** What is said of a problem; its columns' usual names, likeliest first. */
  enum Part {
    ID("id name problem_id problem_name theorem_name uuid idx index"),
    FORMAL(
        "formal formal_statement lean4_statement lean4_formalization lean4_code lean_statement"
            + " lean_code formal_theorem formal_problem statement theorem lean4 code"),
    HEADER("header lean4_src_header lean4_header lean_header formal_header"),
    PREAMBLE("preamble definitions context"),
    INFORMAL(
        "informal informal_statement informal_prefix natural_language_statement natural_language"
            + " nl_statement informal_stmt informal_problem problem question"),
    CANDIDATE("candidate formal_proof full_proof lean4_proof proof"),
    ANSWER("answer final_answer expected_answer ground_truth");

    private final String names;

    Part(String names) {
      this.names = names;
    }

    private Stream<String> names() {
      return Stream.of(names.split(" ", -1));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Part, String> chosen;
  private final Purpose purpose;

  private Columns(Map<Part, String> chosen, Purpose purpose) {
    this.chosen = chosen;
    this.purpose = purpose;
  }

  /**
   * Finds out which columns to read.
   *
   * @param there the columns that there are
   * @param named those that the user names
   * @param purpose what is to be done with the problems
   * @throws IllegalArgumentException with a sentence if there is none for something that is needed
   */
  static Columns choose(Collection<String> there, Map<Part, String> named, Purpose purpose) {
    Map<Part, String> chosen = new EnumMap<>(Part.class);
    for (Part part : read(purpose)) {
      find(part, there, named).ifPresent(column -> chosen.put(part, column));
    }
    for (Part part : needed(purpose)) {
      require(part, chosen, there);
    }
    return new Columns(chosen, purpose);
  }

  private static Set<Part> read(Purpose purpose) {
    return switch (purpose) {
      case PROVE -> EnumSet.of(Part.ID, Part.FORMAL, Part.HEADER, Part.PREAMBLE, Part.INFORMAL);
      case VERIFY -> EnumSet.complementOf(EnumSet.of(Part.ANSWER));
      case FORMALIZE -> EnumSet.of(Part.ID, Part.INFORMAL, Part.ANSWER);
    };
  }

  private static Set<Part> needed(Purpose purpose) {
    return switch (purpose) {
      case PROVE -> EnumSet.of(Part.FORMAL);
      case VERIFY -> EnumSet.of(Part.FORMAL, Part.CANDIDATE);
      case FORMALIZE -> EnumSet.of(Part.INFORMAL);
    };
  }

  private static Optional<String> find(
      Part part, Collection<String> there, Map<Part, String> named) {
    String name = named.get(part);
    if (name != null && !there.contains(name)) {
      throw new IllegalArgumentException(
          "there is no column " + name + "; there are " + String.join(", ", there));
    }
    return name != null
        ? Optional.of(name)
        : part.names()
            .flatMap(usual -> there.stream().filter(column -> column.equalsIgnoreCase(usual)))
            .findFirst();
  }

  private static void require(Part part, Map<Part, String> chosen, Collection<String> there) {
    if (!chosen.containsKey(part)) {
      throw new IllegalArgumentException(
          "none of the columns "
              + String.join(", ", there)
              + " is known to hold "
              + held(part)
              + "; say which with --column "
              + part.word()
              + "=NAME");
    }
  }

  private static String held(Part part) {
    return switch (part) {
      case FORMAL -> "statements";
      case CANDIDATE -> "proofs";
      case INFORMAL -> "problems in words";
      case ID, HEADER, PREAMBLE, ANSWER -> part.word();
    };
  }

  /** The columns to be read, without repetitions. */
  List<String> names() {
    return chosen.values().stream().distinct().toList();
  }

  /**
   * Makes a problem of a row.
   *
   * @param row says what a column holds; empty for null
   * @param usualId what it is called if the row does not say
   * @throws IllegalArgumentException with what is wrong with it
   */
  Problem problem(Function<String, Optional<String>> row, String usualId) {
    String id = text(Part.ID, row).orElse(usualId);
    if (purpose == Purpose.FORMALIZE) {
      Optional<String> answer = text(Part.ANSWER, row).filter(text -> !text.isBlank());
      return RemoteFormalizer.wire(new InformalProblem(id, needed(Part.INFORMAL, row), answer));
    }
    Problem.Builder problem = Replies.wire(id, statement(row)).toBuilder();
    text(Part.INFORMAL, row).filter(text -> !text.isBlank()).ifPresent(problem::setInformal);
    if (purpose == Purpose.VERIFY) {
      problem.setCandidate(needed(Part.CANDIDATE, row));
    }
    return problem.build();
  }

  private Optional<String> text(Part part, Function<String, Optional<String>> row) {
    return Optional.ofNullable(chosen.get(part)).flatMap(row);
  }

  private String needed(Part part, Function<String, Optional<String>> row) {
    return text(part, row)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IllegalArgumentException("there is nothing in " + chosen.get(part)));
  }

  /** Headers and definitions are often in the same text; a place for the proof nearly always is. */
  private Statement statement(Function<String, Optional<String>> row) {
    String formal = needed(Part.FORMAL, row);
    Optional<String> header = text(Part.HEADER, row);
    String preamble = text(Part.PREAMBLE, row).orElse("");
    if (purpose == Purpose.VERIFY) { // about which nothing is to be guessed
      return new Statement(header.orElse(""), preamble, formal);
    }
    Statement parsed = TheoremSource.parse(formal).statement();
    return new Statement(
        header
            .map(given -> joined(given, TheoremSource.withoutDefaults(parsed.header())))
            .orElse(parsed.header()),
        joined(preamble, parsed.preamble()),
        parsed.text());
  }

  private static String joined(String first, String second) {
    return first.isBlank() ? second : second.isBlank() ? first : first + "\n" + second;
  }
}
