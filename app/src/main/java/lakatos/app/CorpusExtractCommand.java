package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lakatos.corpus.Extraction;
import lakatos.corpus.Split;
import lakatos.corpus.Summary;
import lakatos.corpus.Wanted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakatos corpus extract}. */
@Command(
    name = "extract",
    description = {
      "Writes the theorems of compiled modules as problems, each with a header that imports what its module "
          + "imports: there it can be proved neither by itself nor by what comes later.",
      "Run again after an interruption, it goes on where it was."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  lakatos corpus extract --out core.jsonl",
      "  lakatos corpus extract --modules Init.Data.List --split 10% --out lists.jsonl",
      "  lakatos corpus extract --project ~/mathlib4 --modules Mathlib.Order --out order.jsonl",
      "",
      "Beside FILE lies FILE's name with .summary.json: how many were dropped, and why.",
      "Exit codes: 0 some statements, 1 none, 2 bad input or something is missing."
    })
final class CorpusExtractCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LeanOptions lean;

  @Option(
      names = "--modules",
      paramLabel = "NAME",
      split = ",",
      description = "Modules, each with all below it; default: Init,Std.")
  private List<String> modules = List.of("Init", "Std");

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "JSONL to write.")
  private Path out;

  @Option(
      names = "--longest",
      paramLabel = "N",
      description = "Drop statements of more characters; default: ${DEFAULT-VALUE}.")
  private int longest = Wanted.LONGEST;

  @Option(
      names = "--own",
      description =
          "Also statements about what their own module defines: their header imports the module, and they are marked "
              + "as guarded, for a proof must be seen to use none of its theorems.")
  private boolean own;

  @Option(
      names = "--split",
      paramLabel = "SHARE",
      description =
          "Hold out a share such as 10%%, the same statements in every run: writes .train.jsonl and .heldout.jsonl, "
              + "with statements that differ in names only on one side.")
  private @Nullable String share;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Wanted wanted = wanted();
    Optional<Split> split = Optional.ofNullable(share).map(CorpusExtractCommand::split);
    try (Lean running = lean.judge(Integer.MAX_VALUE)) {
      if (!running.replays()) {
        throw new Trouble("--repl-command cannot read modules; leave it out");
      }
      Extraction extraction = new Extraction(running.pool(), wanted, out);
      Summary summary = run(extraction);
      OptionalInt heldOut =
          split.map(extraction::split).map(OptionalInt::of).orElse(OptionalInt.empty());
      report(summary, heldOut);
      return summary.statements() > 0 ? Exit.PROVED : Exit.NOT_PROVED;
    }
  }

  private Wanted wanted() {
    try {
      return new Wanted(modules, longest, own);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads {@code 10%} or {@code 0.1}. */
  static Split split(String share) {
    try {
      boolean percent = share.endsWith("%");
      double number = Double.parseDouble(percent ? share.substring(0, share.length() - 1) : share);
      return new Split(percent ? number / 100 : number);
    } catch (NumberFormatException e) {
      throw new Trouble("--split takes a share such as 10%: " + share, e);
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  private Summary run(Extraction extraction) {
    AtomicReference<@Nullable Progress> shown = new AtomicReference<>();
    try {
      return extraction.run(step -> show(step, shown));
    } finally {
      Optional.ofNullable(shown.get()).ifPresent(Progress::close);
    }
  }

  /** How many modules there are is known when the first of them is done. */
  private void show(Extraction.Step step, AtomicReference<@Nullable Progress> shown) {
    Progress progress = shown.get();
    if (progress == null) {
      int left = step.ofModules() - step.modules() + 1;
      progress = new Progress(left, this::say, !json && Terminal.isWatched());
      shown.set(progress);
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("statements", step.statements());
    counts.put("dropped", step.dropped());
    progress.step(counts);
  }

  private void say(String text) {
    if (!json) {
      spec.commandLine().getErr().println("lakatos: " + text);
    }
  }

  private void report(Summary summary, OptionalInt heldOut) {
    if (json) {
      ObjectNode node = summary.json();
      heldOut.ifPresent(n -> node.put("heldOut", n));
      spec.commandLine().getOut().println(node);
      return;
    }
    String dropped =
        summary.dropped().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .reduce((a, b) -> a + ", " + b)
            .orElse("none");
    spec.commandLine()
        .getOut()
        .println(
            "%d statements of %d modules in %s, %d of them different; dropped: %s"
                .formatted(
                    summary.statements(), summary.modules(), out, summary.shapes(), dropped));
    heldOut.ifPresent(n -> spec.commandLine().getOut().println(n + " of them are held out"));
  }
}
