package lakatos.session;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lakatos.leanbridge.Statement;

/** How a model is asked to turn an argument into a proof with gaps. */
final class SketchDraft {
  private static final Pattern FENCED =
      Pattern.compile("(?s)```(?:lean4?|tactics)?[ \\t]*\\n(.*?)```");

  private final Statement statement;
  private final String name;
  private final List<String> lemmas;
  private final String argument;

  SketchDraft(Statement statement, String name, List<String> lemmas, String argument) {
    this.statement = statement;
    this.name = name;
    this.lemmas = lemmas;
    this.argument = argument;
  }

  /** The first question. */
  String instruction() {
    return SessionState.paragraphs(
        "Turn this argument into a Lean 4 proof skeleton. Write one `have` for each step of the"
            + " argument, with `:= by sorry` as its proof, and close the goal from the steps, with"
            + " another `sorry` only if that is a step of its own. Prove nothing else; change"
            + " nothing in the statement.",
        "The argument:\n" + argument,
        "The statement:\n```lean\n"
            + SessionState.paragraphs(
                statement.header().strip(),
                statement.preamble(),
                statement.text() + " := by\n  sorry")
            + "\n```",
        lemmas.isEmpty()
            ? ""
            : "These may be used by name:\n```lean\n" + String.join("\n", lemmas) + "\n```",
        "Answer with the whole theorem in one ```lean block.");
  }

  /** The question after an answer that would not do. */
  String again(String answer, String fault) {
    return SessionState.paragraphs(
        instruction(),
        "An earlier answer was:\n" + answer,
        "It would not do:\n" + fault + "\nCorrect it.");
  }

  /**
   * The proof in an answer.
   *
   * @throws SessionException {@code REFUSED} if there is none
   */
  String proof(String answer) {
    String code = answer;
    for (Matcher block = FENCED.matcher(answer); block.find(); ) {
      code = block.group(1);
    }
    String text = code;
    return Excerpt.of(text, name)
        .map(Excerpt::proof)
        .or(
            () ->
                text.strip().startsWith("by")
                    ? java.util.Optional.of(text.strip())
                    : java.util.Optional.empty())
        .orElseThrow(() -> SessionException.refused("the model's answer has no proof of " + name));
  }
}
