package lakatos.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Formalized;
import lakatos.leanbridge.Statement;
import lakatos.prover.TheoremSource;
import picocli.CommandLine;

/**
 * Statements made of words, for people: Lean on standard output, the evidence on standard error.
 */
final class FormalizedPrinter {
  private static final int WITNESS_LINES = 6;

  private final PrintWriter out;
  private final PrintWriter err;

  FormalizedPrinter(CommandLine command) {
    this.out = command.getOut();
    this.err = command.getErr();
  }

  void print(Formalized result) {
    List<Candidate> candidates = result.candidates();
    if (candidates.isEmpty()) {
      err.println("lakatos: there is no statement");
      result.reasons().forEach(reason -> err.println("  " + Terminal.harmless(reason)));
      err.flush();
      return;
    }
    out.println(lean(candidates.get(0).statement()) + " := by\n  sorry");
    out.flush();
    printEvidence(candidates.get(0));
    for (int i = 1; i < candidates.size(); i++) {
      err.println("\nanother reading, number " + (i + 1) + ":");
      err.println(lean(candidates.get(i).statement()).indent(2).stripTrailing());
      printEvidence(candidates.get(i));
    }
    err.flush();
  }

  /** What Lean reads, less what every header has. */
  static String lean(Statement statement) {
    String header = TheoremSource.withoutDefaults(statement.header());
    StringBuilder text = new StringBuilder();
    for (String part : List.of(header, statement.preamble().strip())) {
      text.append(part).append(part.isEmpty() ? "" : "\n\n");
    }
    return text.append(statement.text()).toString();
  }

  private void printEvidence(Candidate candidate) {
    candidate
        .backTranslation()
        .ifPresent(said -> err.println("it says: " + Terminal.harmless(said)));
    candidate.assumptions().forEach(assumed -> err.println("assumed: " + assumed));
    candidate.findings().forEach(this::print);
    err.printf(
        Locale.ROOT,
        "confidence %.2f; written by %s%n",
        candidate.confidence(),
        authors(candidate));
  }

  private void print(Finding finding) {
    err.println(sign(finding.weight()) + Terminal.harmless(finding.sentence()));
    finding
        .witness()
        .ifPresent(
            witness ->
                Terminal.harmless(witness)
                    .lines()
                    .limit(WITNESS_LINES)
                    .forEach(line -> err.println("           " + line)));
  }

  private static String sign(Finding.Weight weight) {
    return switch (weight) {
      case FATAL -> "wrong:     ";
      case SUSPICIOUS -> "doubtful:  ";
      case NOTE -> "note:      ";
      case SUPPORT -> "supported: ";
    };
  }

  private static String authors(Candidate candidate) {
    return candidate.origins().stream()
        .collect(Collectors.groupingBy(Candidate.Origin::formalizer, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            author ->
                author.getKey().equals(Autoformalizer.CONTROLLED)
                    ? "the " + author.getKey()
                    : author.getKey() + " (" + author.getValue() + ")")
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
