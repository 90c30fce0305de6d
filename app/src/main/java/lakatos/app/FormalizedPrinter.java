package lakatos.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lakatos.autoformalizer.Autoformalizer;
import lakatos.autoformalizer.Candidate;
import lakatos.autoformalizer.Finding;
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

  void print(Statements result) {
    List<Candidate> candidates = result.candidates();
    if (candidates.isEmpty()) {
      err.println("lakatos: there is no statement");
      result.reasons().forEach(reason -> err.println("  " + Terminal.harmless(reason)));
      err.flush();
      return;
    }
    out.println(lean(candidates.get(0).statement()) + " := by\n  sorry");
    out.flush();
    evidence(candidates.get(0)).forEach(err::println);
    others(candidates).forEach(err::println);
    err.flush();
  }

  /** All readings but the first, line by line. */
  static List<String> others(List<Candidate> candidates) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i < candidates.size(); i++) {
      lines.addAll(List.of("", "another reading, number " + (i + 1) + ":"));
      lines.addAll(lean(candidates.get(i).statement()).indent(2).lines().toList());
      lines.addAll(evidence(candidates.get(i)));
    }
    return lines;
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

  /** What speaks for and against a statement, line by line. */
  static List<String> evidence(Candidate candidate) {
    List<String> lines = new ArrayList<>();
    candidate.backTranslation().ifPresent(said -> lines.add("it says: " + Terminal.harmless(said)));
    candidate.assumptions().forEach(assumed -> lines.add("assumed: " + Terminal.harmless(assumed)));
    candidate.findings().forEach(finding -> add(lines, finding));
    lines.add(
        String.format(
            Locale.ROOT,
            "confidence %.2f; written by %s",
            candidate.confidence(),
            Terminal.harmless(authors(candidate))));
    return lines;
  }

  private static void add(List<String> lines, Finding finding) {
    lines.add(sign(finding.weight()) + Terminal.harmless(finding.sentence()));
    finding
        .witness()
        .ifPresent(
            witness ->
                Terminal.harmless(witness)
                    .lines()
                    .limit(WITNESS_LINES)
                    .forEach(line -> lines.add("           " + line)));
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
