package lakatos.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import lakatos.benchmarks.Outcome.End;
import lakatos.benchmarks.Problems.Truth;

/** The portfolio's results, set by set. Not thread-safe. */
final class PortfolioReport {
  private static final double LEAST_REFUTED = 0.9;

  private final Report report = new Report("portfolio");
  private final List<String> tactics;
  private final boolean verbose;
  private final Table sets;
  private final Table problems =
      new Table("problem", "end", "ms", "attempts", "proof, witness or slowest tactics");
  private int falseOnes;
  private int refuted;

  /**
   * Makes a report.
   *
   * @param tactics that are the baseline; none for no baseline
   * @param verbose whether every problem is shown
   */
  PortfolioReport(List<String> tactics, boolean verbose) {
    this.tactics = tactics;
    this.verbose = verbose;
    List<String> headings = new ArrayList<>();
    headings.addAll(List.of("set", "of", "solved", "refuted", "errors", "median ms", "Lean s"));
    headings.addAll(tactics);
    this.sets = new Table(headings.toArray(String[]::new));
  }

  /**
   * Adds a set.
   *
   * @param alone for each problem, which of the baseline's tactics prove it
   */
  void add(String set, List<Outcome> outcomes, List<List<Boolean>> alone) {
    Samples millis = new Samples();
    Samples lean = new Samples();
    for (Outcome outcome : outcomes) {
      lean.add(outcome.effort().lean().toMillis() / 1e3);
      if (outcome.end() == End.PROVED) {
        millis.add((double) outcome.effort().wall().toMillis());
      }
      judge(set, outcome);
      problems.row(
          outcome.problem().id(),
          outcome.end().name().toLowerCase(java.util.Locale.ROOT),
          outcome.effort().wall().toMillis(),
          outcome.effort().attempts(),
          outcome.text());
    }
    long solved = count(outcomes, End.PROVED);
    List<Object> row = new ArrayList<>();
    row.addAll(List.of(set, outcomes.size(), solved, count(outcomes, End.REFUTED)));
    row.addAll(
        List.of(count(outcomes, End.ERROR), Math.rint(millis.median()), Math.rint(lean.sum())));
    for (int i = 0; i < tactics.size(); i++) {
      int tactic = i;
      row.add(alone.stream().filter(proved -> proved.get(tactic)).count());
    }
    sets.row(row.toArray());
    Figure figure = Figure.count("solved of " + outcomes.size() + " in " + set, solved);
    long union = alone.stream().filter(proved -> proved.contains(true)).count();
    report.add(tactics.isEmpty() ? figure : figure.against((double) union));
    details(set, outcomes, alone);
  }

  private void judge(String set, Outcome outcome) {
    if (outcome.problem().truth() == Truth.FALSE) {
      falseOnes++;
      refuted += outcome.end() == End.REFUTED ? 1 : 0;
    }
    if (outcome.contradicts()) {
      report.fault(
          "%s of %s is marked %s but %s: %s"
              .formatted(
                  outcome.problem().id(),
                  set,
                  outcome.problem().truth(),
                  outcome.end(),
                  outcome.text()));
    }
  }

  private static long count(List<Outcome> outcomes, End end) {
    return outcomes.stream().filter(outcome -> outcome.end() == end).count();
  }

  private void details(String set, List<Outcome> outcomes, List<List<Boolean>> alone) {
    ArrayNode array = report.details("problems");
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      ObjectNode node =
          array
              .addObject()
              .put("set", set)
              .put("id", outcome.problem().id())
              .put("end", outcome.end().name())
              .put("millis", outcome.effort().wall().toMillis())
              .put("attempts", outcome.effort().attempts())
              .put("text", outcome.text());
      if (!tactics.isEmpty()) {
        node.put("alone", alone.get(i).contains(true));
      }
    }
  }

  /**
   * Adds how tactics ended that ran out of time.
   *
   * @param killed those that took their process with them
   */
  void timeouts(long late, long killed) {
    if (late > 0) {
      report.add(Figure.count("tactics that ran out of time", late));
      report.add(Figure.of("share of them cancelled inside Lean", 1 - killed / (double) late));
    }
  }

  /** Prints everything and returns the exit code. */
  int print(boolean json) {
    if (verbose) {
      report.table(problems);
    }
    report.table(sets);
    if (falseOnes > 0) {
      report.add(
          Figure.of("refuted, of the false statements", refuted)
              .against(falseOnes)
              .ratioAtLeast(LEAST_REFUTED));
    }
    return report.print(json);
  }
}
