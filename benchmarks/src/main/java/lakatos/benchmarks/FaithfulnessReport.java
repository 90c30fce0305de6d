package lakatos.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lakatos.autoformalizer.Equivalence;
import lakatos.autoformalizer.Finding;
import lakatos.autoformalizer.Finding.Kind;
import lakatos.autoformalizer.Finding.Weight;
import lakatos.benchmarks.Formalizations.Formalization;

/**
 * What probes say of right and wrong formalizations. One is flagged if a finding against it is
 * fatal or suspicious. Not thread-safe.
 */
final class FaithfulnessReport {
  private static final String REFERENCE = "reference";

  /** What the probes said of one formalization. */
  record Judged(Formalization formalization, List<Finding> findings, Duration wall) {
    Judged {
      findings = List.copyOf(findings);
    }

    List<Finding> against() {
      return findings.stream()
          .filter(f -> f.weight() == Weight.FATAL || f.weight() == Weight.SUSPICIOUS)
          .toList();
    }

    boolean flagged() {
      return !against().isEmpty();
    }

    boolean fatal() {
      return findings.stream().anyMatch(f -> f.weight() == Weight.FATAL);
    }

    /** Whether a finding is of a kind that tells what is wrong. */
    boolean rightly() {
      Set<Kind> kinds =
          REASONS.getOrDefault(formalization.wrong().orElse(""), EnumSet.allOf(Kind.class));
      return against().stream().anyMatch(f -> kinds.contains(f.kind()));
    }
  }

  /**
   * What the controlled language made of a problem.
   *
   * @param text of the statement, or the phrase that was not understood
   */
  record Translated(Formalization reference, Outcome outcome, String text) {

    /** How it compares with the reference. */
    enum Outcome {
      SAME,
      /** Provably something else. */
      DIFFERENT,
      UNDECIDED,
      DOES_NOT_ELABORATE,
      NOT_UNDERSTOOD;

      static Outcome of(Equivalence.Result result) {
        return result instanceof Equivalence.Result.Equivalent
            ? SAME
            : result instanceof Equivalence.Result.Different ? DIFFERENT : UNDECIDED;
      }
    }
  }

  /** For each kind of wrong formalization, the kinds of findings that name its fault. */
  private static final Map<String, Set<Kind>> REASONS =
      Map.of(
          "weaker",
          Set.of(
              Kind.COVERAGE,
              Kind.INSTANCE,
              Kind.UNNEEDED_HYPOTHESIS,
              Kind.TRIVIAL,
              Kind.QUANTIFIER_ORDER),
          "stronger",
          Set.of(Kind.FALSE, Kind.EDGE_CASE, Kind.COVERAGE, Kind.INSTANCE),
          "vacuous",
          Set.of(Kind.CONTRADICTORY_HYPOTHESES, Kind.VACUOUS_RANGE),
          "trivial",
          Set.of(Kind.TRIVIAL, Kind.VACUOUS_RANGE, Kind.UNNEEDED_HYPOTHESIS),
          "wrong-domain",
          Set.of(
              Kind.TRUNCATED_SUBTRACTION,
              Kind.TRUNCATED_DIVISION,
              Kind.DIVISION_BY_ZERO,
              Kind.EDGE_CASE,
              Kind.COVERAGE),
          "quantifier-order",
          Set.of(Kind.QUANTIFIER_ORDER, Kind.COVERAGE),
          "off-by-one",
          Set.of(Kind.EDGE_CASE, Kind.DIVISION_BY_ZERO, Kind.INSTANCE, Kind.FALSE),
          "wrong-statement",
          Set.of(Kind.FALSE, Kind.COVERAGE, Kind.INSTANCE, Kind.EDGE_CASE));

  private final Report report = new Report("faithfulness");
  private final boolean verbose;
  private final Map<String, List<Judged>> byKind = new TreeMap<>();
  private final List<Judged> all = new ArrayList<>();
  private final List<Translated> translated = new ArrayList<>();

  FaithfulnessReport(boolean verbose) {
    this.verbose = verbose;
  }

  void add(Judged judged) {
    byKind
        .computeIfAbsent(judged.formalization().wrong().orElse(REFERENCE), k -> new ArrayList<>())
        .add(judged);
    all.add(judged);
  }

  void add(Translated translation) {
    translated.add(translation);
  }

  int print(boolean json) {
    if (verbose) {
      report.table(statements());
      report.table(translations());
    }
    report.table(kinds());
    report.table(coverage());
    figures();
    details();
    return report.print(json);
  }

  private Table statements() {
    Table table = new Table("statement", "kind", "ms", "findings");
    for (Judged judged : all) {
      table.row(
          judged.formalization().statement().text().replaceAll("\\s+", " "),
          judged.formalization().wrong().orElse(REFERENCE),
          judged.wall().toMillis(),
          String.join(
              " | ",
              judged.findings().stream()
                  .map(f -> f.weight() + " " + f.kind() + ": " + f.sentence())
                  .toList()));
    }
    return table;
  }

  private Table kinds() {
    Table table =
        new Table("kind", "of", "flagged", "for the right reason", "fatal", "median ms", "most ms");
    byKind.forEach(
        (kind, judged) -> {
          Samples millis = new Samples();
          judged.forEach(j -> millis.add((double) j.wall().toMillis()));
          table.row(
              kind,
              judged.size(),
              judged.stream().filter(Judged::flagged).count(),
              kind.equals(REFERENCE) ? "" : judged.stream().filter(Judged::rightly).count(),
              judged.stream().filter(Judged::fatal).count(),
              Math.round(millis.median()),
              Math.round(millis.most()));
        });
    return table;
  }

  private Table translations() {
    Table table = new Table("problem", "controlled language", "statement or phrase");
    for (Translated each : translated) {
      table.row(
          each.reference().words().id(), word(each.outcome()), each.text().replaceAll("\\s+", " "));
    }
    return table;
  }

  private Table coverage() {
    Table table = new Table("controlled language, beside the reference", "of " + translated.size());
    for (Translated.Outcome outcome : Translated.Outcome.values()) {
      table.row(word(outcome), translated.stream().filter(t -> t.outcome() == outcome).count());
    }
    return table;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void figures() {
    List<Judged> wrong = all.stream().filter(j -> j.formalization().wrong().isPresent()).toList();
    List<Judged> references =
        all.stream().filter(j -> j.formalization().wrong().isEmpty()).toList();
    long caught = wrong.stream().filter(Judged::flagged).count();
    long flagged = caught + references.stream().filter(Judged::flagged).count();
    long fatal = wrong.stream().filter(Judged::fatal).count();
    long fatalReferences = references.stream().filter(Judged::fatal).count();
    report.add(Figure.of("precision of what is flagged", share(caught, flagged)));
    report.add(Figure.of("recall of what is flagged", share(caught, wrong.size())));
    report.add(
        Figure.of(
            "recall for the right reason",
            share(wrong.stream().filter(Judged::rightly).count(), wrong.size())));
    report.add(Figure.of("precision of what is fatal", share(fatal, fatal + fatalReferences)));
    report.add(Figure.of("recall of what is fatal", share(fatal, wrong.size())));
    report.add(Figure.count("references with a fatal finding", fatalReferences).atMost(0));
    long read =
        translated.stream().filter(t -> t.outcome() != Translated.Outcome.NOT_UNDERSTOOD).count();
    report.add(
        Figure.of("controlled language: share of problems read", share(read, translated.size())));
    report.add(
        Figure.count(
                "controlled language: read, and provably something else",
                translated.stream()
                    .filter(t -> t.outcome() == Translated.Outcome.DIFFERENT)
                    .count())
            .atMost(0));
    Samples seconds = new Samples();
    all.forEach(j -> seconds.add(j.wall().toMillis() / 1e3));
    report.add(Figure.of("median time for a statement, s", seconds.median()));
    report.add(Figure.of("time for all, s", seconds.sum()));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }

  private void details() {
    ArrayNode statements = report.details("statements");
    for (Judged judged : all) {
      ObjectNode node =
          statements
              .addObject()
              .put("id", judged.formalization().words().id())
              .put("statement", judged.formalization().statement().text())
              .put("kind", judged.formalization().wrong().orElse(REFERENCE))
              .put("reason", judged.formalization().reason())
              .put("flagged", judged.flagged())
              .put("ms", judged.wall().toMillis());
      ArrayNode findings = node.putArray("findings");
      for (Finding finding : judged.findings()) {
        ObjectNode entry =
            findings
                .addObject()
                .put("kind", finding.kind().name())
                .put("weight", finding.weight().name())
                .put("sentence", finding.sentence());
        finding.witness().ifPresent(witness -> entry.put("witness", witness));
      }
    }
  }
}
