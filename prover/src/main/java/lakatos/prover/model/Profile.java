package lakatos.prover.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lakatos.leanbridge.Message;
import lakatos.leanbridge.Statement;

/**
 * How one family of models is asked for proofs or for statements, and how it answers: what its
 * makers trained it with, as data.
 *
 * <p>Profiles are YAML files; {@link #names} lists the built-in ones. A file has these keys:
 *
 * <pre>
 * extends: NAME         a built-in profile; keys that are left out are taken from it
 * kind: whole-proof     or step: one tactic a call; or statement: of a problem in words
 * mode: chat            or completion: raw text, without the model's chat template
 * lean: 4.9.0           the version of Lean that it was trained for
 * header: statement     or the text that stands for {header}
 * system: TEXT          the system message of a chat; optional
 * prompt: TEMPLATE
 * sampling:             temperature, top-p, top-k, min-p, repetition-penalty, presence-penalty,
 *                       max-tokens, stop; those that are left out are Sampling.DEFAULT's
 * extraction: RULE      last-lean-block, raw-until-fence, tactics, tactic, or
 *                       first-lean-block-of-prompt-and-output
 * correction:           how Lean's errors go back; optional, and for chats only
 *   style: plain        or marked-code, numbered-code
 *   errors: 3           most errors to tell
 *   prompt: TEMPLATE
 * </pre>
 *
 * <p>A template is text in which these are replaced, once and nothing else, so that Lean's braces
 * survive:
 *
 * <ul>
 *   <li>{@code {header}}: the header as the model knows it, see {@link #header}
 *   <li>{@code {preamble}}: the statement's definitions and a blank line; empty if it has none
 *   <li>{@code {informal}}: the problem in words as a doc comment on lines of its own; empty if
 *       there are none, or if the statement has a doc comment itself
 *   <li>{@code {statement}}: the theorem up to and without {@code :=}. How it ends, in {@code :=
 *       by} or {@code := by sorry}, the template says
 *   <li>{@code {name}}: the theorem's name
 *   <li>{@code {anonymous}}: the theorem as {@code theorem X}, whatever it is called, for a model
 *       that should learn nothing from names; needs {@code extraction: tactics}
 *   <li>{@code {problem}}: the problem in words, or else the same as {@code {statement}}; of a
 *       statement that is to be written there are only this, the name and the header
 *   <li>{@code {goal}}, {@code {tactics}}: of a step; the goals as Lean prints them, and the
 *       tactics before, one a line
 *   <li>{@code {errors}}, {@code {round}}: of a correction; what Lean said, and how many answers
 *       there were before the one that failed
 * </ul>
 *
 * @param name the built-in name, or the file's without its ending
 * @param lean version of Lean that the model was trained for, such as {@code 4.9.0}
 * @param header what the model is shown as the header, byte for byte, because it was trained with
 *     it; empty if it is shown the statement's own. The verifier uses the statement's own either
 *     way, so a proof that needs more of the shown header than that has fails there
 * @param system the system message of a chat
 * @param prompt template of the text, or of the chat's first user message
 * @param sampling what its makers recommend
 * @param extraction where in the output the Lean text is
 * @param correction how it is told what was wrong; empty if it was not trained for that
 */
public record Profile(
    String name,
    Kind kind,
    Mode mode,
    String lean,
    Optional<String> header,
    Optional<String> system,
    String prompt,
    Sampling sampling,
    Extraction.Rule extraction,
    Optional<Correction> correction) {

  /** What one call of the model gives. */
  public enum Kind {
    WHOLE_PROOF("{statement}", "writes whole proofs"),
    /** One tactic. */
    STEP("{goal}", "proposes single tactics"),
    /** The statement of a problem in words. */
    STATEMENT("{problem}", "writes statements");

    /** What every prompt of this kind shows. */
    private final String subject;

    private final String does;

    Kind(String subject, String does) {
      this.subject = subject;
      this.does = does;
    }

    /** What a model of this kind does, such as {@code writes whole proofs}. */
    public String does() {
      return does;
    }
  }

  /** Whether the model's chat template goes around the prompt. */
  public enum Mode {
    CHAT,
    COMPLETION
  }

  /**
   * The user's turn after a failed proof.
   *
   * @param errors at most so many are told, the first ones
   * @param prompt template of the message
   */
  public record Correction(Style style, int errors, String prompt) {
    public Correction {
      require(errors > 0, "`correction.errors` must be positive: " + errors);
      require(prompt.contains("{errors}"), "`correction.prompt` does not contain {errors}");
    }
  }

  /** How Lean's errors are written. */
  public enum Style {
    /** The place, the line of code there, and the message. */
    PLAIN,
    /** Goedel-Prover V2's: the code around, with {@code <error>} marks at the place. */
    MARKED_CODE,
    /**
     * Kimina-Prover's: the goals before the tactic that failed, the message, and the code around
     * with line numbers.
     */
    NUMBERED_CODE
  }

  public Profile {
    boolean step = kind == Kind.STEP;
    boolean nameless = extraction == Extraction.Rule.TACTICS && prompt.contains("{anonymous}");
    require(nameless || prompt.contains(kind.subject), "`prompt` does not contain " + kind.subject);
    require(
        extraction != Extraction.Rule.TACTICS || kind == Kind.WHOLE_PROOF,
        "`extraction: tactics` belongs to `kind: whole-proof`");
    require(
        step == (extraction == Extraction.Rule.TACTIC),
        "`extraction: tactic` belongs to `kind: step`, and to no other kind");
    require(
        kind != Kind.STATEMENT || extraction == Extraction.Rule.LAST_LEAN_BLOCK,
        "`kind: statement` needs `extraction: last-lean-block`");
    boolean chat = mode == Mode.CHAT;
    require(
        !chat || !extraction.readsPrompt(),
        "`extraction: " + ProfileFile.written(extraction) + "` needs `mode: completion`");
    require(chat || system.isEmpty(), "`system` needs `mode: chat`");
    require(chat || correction.isEmpty(), "`correction` needs `mode: chat`");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Returns the names of the built-in profiles. */
  public static List<String> names() {
    return ProfileFile.BUILT_IN;
  }

  /** Returns the names of the built-in profiles of one kind. */
  public static List<String> names(Kind kind) {
    return names().stream().filter(name -> named(name).kind() == kind).toList();
  }

  /**
   * Returns a built-in profile.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public static Profile named(String name) {
    return ProfileFile.builtIn(name).profile(name, name);
  }

  /**
   * Reads a profile from a YAML file.
   *
   * @throws IllegalArgumentException with one sentence about the file, the line if it is known, the
   *     key and what it may be
   */
  public static Profile read(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return ProfileFile.read(file).profile(name, file.toString());
  }

  /**
   * Returns what to ask for a proof of a statement.
   *
   * @param informal the problem in words, if there are any
   * @throws IllegalStateException if the model proposes single tactics
   */
  public Prompt prompt(Statement statement, Optional<String> informal) {
    requireKind(Kind.WHOLE_PROOF);
    return ask(new Shown(this, statement, informal).values());
  }

  /**
   * Returns what to ask for the next tactic.
   *
   * @param tactics that led to the goal
   * @param goal the proof state as Lean prints it, goals with a blank line between them
   * @throws IllegalStateException if the model writes whole proofs
   */
  public Prompt step(Statement statement, List<String> tactics, String goal) {
    requireKind(Kind.STEP);
    Map<String, String> values = new Shown(this, statement, Optional.empty()).values();
    values.put("tactics", String.join("\n", tactics));
    values.put("goal", goal);
    return ask(values);
  }

  /**
   * Returns what to ask for the statement of a problem.
   *
   * @param theorem the name that it is to have
   * @param surroundings for which it is written: its header, shown if the profile has none
   * @param problem in words
   * @throws IllegalStateException if the model writes proofs
   */
  public Prompt statement(String theorem, String surroundings, String problem) {
    requireKind(Kind.STATEMENT);
    return ask(
        Map.of("header", header.orElse(surroundings.strip()), "name", theorem, "problem", problem));
  }

  private void requireKind(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException("profile " + name + " " + kind.does());
    }
  }

  private Prompt ask(Map<String, String> values) {
    String text = Template.fill(prompt, values);
    if (mode == Mode.COMPLETION) {
      return new Prompt.Text(text);
    }
    Prompt.Message user = new Prompt.Message(Prompt.Role.USER, text);
    return new Prompt.Chat(
        system
            .map(said -> List.of(new Prompt.Message(Prompt.Role.SYSTEM, said), user))
            .orElse(List.of(user)));
  }

  /** Returns whether corrections show the goals that errors come with. */
  public boolean showsGoals() {
    return correction.filter(form -> form.style() == Style.NUMBERED_CODE).isPresent();
  }

  /**
   * Returns what to ask after a proof that Lean did not accept: all that was said so far, and
   * Lean's errors.
   *
   * @param asked the prompt that was answered
   * @param answer the model's whole text, as it gave it
   * @param candidate the Lean text that was made of the answer
   * @param messages Lean's, about the candidate; those that are no errors are left out
   * @return nothing if the model was not trained for that, or if there is no error to tell
   */
  public Optional<Prompt> correction(
      Prompt asked, String answer, String candidate, List<Message> messages) {
    List<Message> errors = messages.stream().filter(Message::isError).toList();
    if (errors.isEmpty() || !(asked instanceof Prompt.Chat chat)) {
      return Optional.empty();
    }
    return correction.map(form -> Conversation.correct(chat, answer, form, candidate, errors));
  }
}
