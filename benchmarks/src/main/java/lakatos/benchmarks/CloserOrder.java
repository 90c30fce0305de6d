package lakatos.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lakatos.prover.CloserTrials.Trial;

/**
 * Learns in which order closers are best tried, and how long each may take.
 *
 * <p>Greedily: next comes the closer that proves most per second among the statements that are
 * left, failures included in the seconds. Those that prove nothing new keep their order at the end.
 * A closer's limit is one and a half times the time that suffices for nearly all of its proofs.
 */
final class CloserOrder {
  private static final double SUFFICIENT = 0.98;
  private static final double ROOM = 1.5;
  private static final long SHORTEST = 500;
  private static final long LONGEST = 4_000;
  private static final long STEP = 500;

  private final List<String> lines;
  private final List<List<Optional<Trial>>> trials;
  private final long[] limits;

  /**
   * Learns from trials.
   *
   * @param lines of the file of closers that were tried, as they stand there
   * @param trials for each statement, one for each line
   */
  CloserOrder(List<String> lines, List<List<Optional<Trial>>> trials) {
    this.lines = List.copyOf(lines);
    this.trials = List.copyOf(trials);
    this.limits = new long[lines.size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = limit(i);
    }
  }

  /** 0 if the trials say nothing about the closer: it then keeps the limit that it has. */
  private long limit(int closer) {
    Samples millis = new Samples();
    for (List<Optional<Trial>> statement : trials) {
      statement
          .get(closer)
          .filter(Trial::proved)
          .ifPresent(trial -> millis.add((double) trial.wall().toMillis()));
    }
    if (millis.count() == 0) {
      return 0;
    }
    long wanted = (long) Math.ceil(ROOM * millis.quantile(SUFFICIENT) / STEP) * STEP;
    return Math.min(LONGEST, Math.max(SHORTEST, wanted));
  }

  /** Puts the closers in order; what each adds goes into the table as it is chosen. */
  private List<Integer> ordered(Table table) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      left.add(i);
    }
    BitSet open = new BitSet();
    open.set(0, trials.size());
    List<Integer> ordered = new ArrayList<>();
    for (Optional<Integer> best = best(left, open); best.isPresent(); best = best(left, open)) {
      int chosen = best.get();
      List<Integer> proved = open.stream().filter(s -> proves(chosen, s)).boxed().toList();
      table.row(tactic(chosen), proved.size(), provedBy(chosen), limits[chosen]);
      proved.forEach(open::clear);
      ordered.add(chosen);
      left.remove(best.get());
    }
    left.forEach(i -> table.row(tactic(i), 0, provedBy(i), limits[i]));
    ordered.addAll(left);
    return ordered;
  }

  private Optional<Integer> best(List<Integer> left, BitSet open) {
    Optional<Integer> best = Optional.empty();
    double most = 0;
    for (int closer : left) {
      double proved = (double) open.stream().filter(s -> proves(closer, s)).count();
      double seconds = open.stream().mapToDouble(s -> seconds(closer, s)).sum();
      double rate = proved / Math.max(1e-3, seconds);
      if (rate > most) {
        most = rate;
        best = Optional.of(closer);
      }
    }
    return best;
  }

  private long provedBy(int closer) {
    return IntStream.range(0, trials.size()).filter(s -> proves(closer, s)).count();
  }

  private String tactic(int closer) {
    return lines.get(closer).substring(lines.get(closer).lastIndexOf('\t') + 1);
  }

  private boolean proves(int closer, int statement) {
    return trials
        .get(statement)
        .get(closer)
        .filter(trial -> trial.proved() && trial.wall().toMillis() <= limits[closer])
        .isPresent();
  }

  private double seconds(int closer, int statement) {
    long cut = limits[closer] == 0 ? LONGEST : limits[closer];
    return trials
        .get(statement)
        .get(closer)
        .map(trial -> Math.min((double) cut, trial.wall().toNanos() / 1e6) / 1e3)
        .orElse(0.0);
  }

  /** The limit is the one field of a line that is a number. */
  private static String withLimit(String line, long limit) {
    String[] fields = line.split("\t", -1);
    for (int i = 0; limit > 0 && i < fields.length; i++) {
      if (fields[i].matches("\\d+")) {
        fields[i] = Long.toString(limit);
        return String.join("\t", fields);
      }
    }
    return line;
  }

  /** Returns the lines of a file that are closers. */
  static List<String> closersIn(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(CloserOrder::isCloser).toList();
  }

  private static boolean isCloser(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  /** Replaces the closers of a file at once; its comments stay at the top. */
  void write(Path file) throws IOException {
    List<String> text = new ArrayList<>();
    Files.readAllLines(file).stream().filter(line -> line.startsWith("#")).forEach(text::add);
    for (int i : ordered(new Table("", "", "", ""))) {
      text.add(withLimit(lines.get(i), limits[i]));
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.write(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns what was learnt. */
  Report report() {
    Report report = new Report("closers");
    Table table = new Table("closer", "adds", "proves", "limit ms");
    int first = ordered(table).get(0);
    report.table(table);
    long all =
        IntStream.range(0, trials.size())
            .filter(s -> IntStream.range(0, lines.size()).anyMatch(closer -> proves(closer, s)))
            .count();
    report.add(
        Figure.count("statements of " + trials.size() + " closed, beside the first closer", all)
            .against((double) provedBy(first)));
    return report;
  }
}
