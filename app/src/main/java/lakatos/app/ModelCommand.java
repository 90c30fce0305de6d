package lakatos.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lakatos.prover.model.Completion;
import lakatos.prover.model.Generation;
import lakatos.prover.model.LanguageModel;
import lakatos.prover.model.Profile;
import lakatos.prover.model.Prompt;
import lakatos.prover.model.Request;
import lakatos.prover.model.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakatos model}. */
@Command(
    name = "model",
    description = "Looks at language models: what is there, what they write, how fast.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelCommand.Info.class, ModelCommand.Generate.class, ModelCommand.Bench.class},
    footer = {
      "",
      "Examples:",
      "  lakatos model info --model hf:checkpoints/goedel-prover-v2-8b",
      "  lakatos model info --model embedded",
      "  lakatos model generate --model hf:DIR --samples 4 'theorem t : 1 + 1 = 2 := by'",
      "  lakatos model generate --model openai:http://localhost:8000/v1#NAME --chat 'Hello'",
      "  lakatos model bench --model hf:DIR --samples 32 --max-tokens 128"
    })
final class ModelCommand implements Runnable {
  private static final Duration WAIT = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code lakatos model info}. */
  @Command(
      name = "info",
      description = "Says whether a model can be used, and what profiles there are.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: lakatos model info --model hf:checkpoints/goedel-prover-v2-8b"})
  static final class Info implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions options;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
      ObjectNode info = Json.object();
      if (options.isGiven()) {
        try (LanguageModel model = options.open()) {
          info.put("model", model.name());
          model.properties().forEach(info::put);
        }
      }
      info.set("profiles", Json.strings(Profile.names()));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(info);
      } else {
        info.properties()
            .forEach(
                field ->
                    out.printf(
                        "%-12s %s%n",
                        field.getKey(),
                        field.getValue().isArray()
                            ? String.join(", ", Profile.names())
                            : field.getValue().asText()));
      }
      out.flush();
      return 0;
    }
  }

  /** {@code lakatos model generate}. */
  @Command(
      name = "generate",
      description = "Prints what a model makes of a prompt, given or on standard input.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example: lakatos model generate --model hf:DIR --samples 4 --temperature 0.8 'theorem t'"
      })
  static final class Generate implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ModelOptions options;

    @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "Or - for standard input.")
    private @Nullable String prompt;

    @Option(names = "--chat", description = "Take the prompt for what a user says in a chat.")
    private boolean chat;

    @Option(names = "--samples", description = "Texts to draw; default: 1.")
    private int samples = 1;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
      String text = ProveCommand.given(prompt, "generate from");
      try (LanguageModel model = options.open();
          Generation generation = model.generate(request(asked(text, chat), samples, options))) {
        while (!generation.isDone()) {
          generation.next(WAIT).ifPresent(this::print);
        }
      }
      return 0;
    }

    private void print(Completion completion) {
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(
            Json.object()
                .put("index", completion.index())
                .put("seed", completion.seed())
                .put("text", completion.text())
                .put("reasoning", completion.reasoning())
                .put("finish", completion.finish().name().toLowerCase(java.util.Locale.ROOT))
                .put("tokens", completion.tokenCount()));
      } else {
        if (samples > 1) {
          out.println("--- sample " + completion.index() + ", seed " + completion.seed());
        }
        out.println(Terminal.harmless(completion.reasoning() + completion.text()));
      }
      out.flush();
    }
  }

  /** {@code lakatos model bench}. */
  @Command(
      name = "bench",
      description = "Measures how many tokens a second a model writes, alone and many at a time.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: lakatos model bench --model hf:DIR --samples 32 --max-tokens 128"})
  static final class Bench implements Callable<Integer> {
    private static final String PROMPT = "theorem t (a b : Nat) : a + b = b + a := by";

    @Spec private CommandSpec spec;

    @Mixin private ModelOptions options;

    @Option(names = "--samples", description = "Texts at a time; default: 32.")
    private int samples = 32;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
      try (LanguageModel model = options.open()) {
        speed(model, samples); // the first pass warms up
        double alone = speed(model, 1);
        double together = speed(model, samples);
        ObjectNode result =
            Json.object()
                .put("model", model.name())
                .put("alone", alone)
                .put("together", together)
                .put("samples", samples);
        spec.commandLine()
            .getOut()
            .println(
                json
                    ? result.toString()
                    : "%.1f tokens a second alone, %.1f with %d at a time (%.1f times)"
                        .formatted(alone, together, samples, together / alone));
        return 0;
      }
    }

    private double speed(LanguageModel model, int count) throws InterruptedException {
      long start = System.nanoTime();
      try (Generation generation =
          model.generate(request(new Prompt.Text(PROMPT), count, options))) {
        while (!generation.isDone()) {
          generation.next(WAIT);
        }
        return generation.drawn() / ((System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static Request request(Prompt prompt, int samples, ModelOptions options) {
    Sampling standard = Sampling.DEFAULT.withMaxTokens(256);
    try {
      return new Request(prompt, samples, options.sampling(standard), options.seed());
    } catch (IllegalArgumentException e) {
      throw new Trouble(String.valueOf(e.getMessage()), e);
    }
  }

  private static Prompt asked(String text, boolean chat) {
    return chat
        ? new Prompt.Chat(List.of(new Prompt.Message(Prompt.Role.USER, text)))
        : new Prompt.Text(text);
  }
}
