package lakatos.prover.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lakatos.leanbridge.Statement;
import lakatos.prover.model.Extraction.Candidate;
import lakatos.prover.model.Extraction.Reason;
import lakatos.prover.model.Extraction.Rejected;
import lakatos.prover.text.Outline;
import lakatos.prover.text.Scopes;
import lakatos.prover.text.Source;

/** Puts a locked statement into a model's Lean text, in the place of what the model made of it. */
final class Assembly {
  private static final List<String> GAPS = List.of("sorry", "admit");

  /** So many names of other theorems are enough to see what a model did instead. */
  private static final int NAMED = 5;

  /** Where another command begins, if one by one lines are looked at. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^(?:@\\[|#|/--|(?:theorem|lemma|def|abbrev|example|instance|structure|inductive|class"
              + "|end|namespace|section|open|variable|set_option|private|protected|noncomputable)\\b)");

  private final Statement statement;
  private final String name;
  private final Set<String> header;
  private final Set<String> universes;

  /**
   * Makes an assembly for one statement.
   *
   * @param shown the header that the model was shown in the place of the statement's
   */
  Assembly(Statement statement, Optional<String> shown) {
    this.statement = statement;
    this.name = Shown.nameOf(statement);
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "the statement declares no theorem: " + statement.text().strip());
    }
    this.header = new HashSet<>(commands(statement.header()));
    this.universes =
        header.stream()
            .filter(Assembly::isUniverse)
            .flatMap(Assembly::words)
            .collect(Collectors.toSet());
    List<String> known = commands(shown.orElse(""));
    boolean sameLibrary = known.stream().filter(Assembly::isImport).anyMatch(header::contains);
    known.stream().filter(c -> !(sameLibrary && c.startsWith("open "))).forEach(header::add);
  }

  private static List<String> commands(String header) {
    return new Outline(header).header(header.length());
  }

  private static boolean isImport(String command) {
    return command.startsWith("import ") || command.startsWith("public import ");
  }

  private static boolean isUniverse(String command) {
    return command.startsWith("universe");
  }

  private static Stream<String> words(String command) {
    return Stream.of(command.split(" ", -1)).skip(1);
  }

  /**
   * Returns why a piece of Lean text cannot be part of a proof, as far as that is seen without
   * Lean.
   */
  static Optional<Rejected> fault(String code) {
    Source source = new Source(code);
    return GAPS.stream()
        .filter(gap -> source.indexOfWord(gap, 0).isPresent())
        .findFirst()
        .map(gap -> new Rejected(Reason.SORRY, "the proof has a gap, `" + gap + "`"))
        .or(() -> source.flaw().map(flaw -> new Rejected(Reason.UNBALANCED, flaw)));
  }

  /** Makes a candidate of Lean text that is to declare the theorem. */
  Extraction of(String code) {
    Outline outline = new Outline(code);
    return outline.theorems().stream()
        .filter(theorem -> sameName(theorem.name(), name))
        .findFirst()
        .map(theorem -> candidate(code, outline, theorem.keyword()))
        .orElseGet(() -> noTheorem(code, outline));
  }

  private static boolean sameName(String a, String b) {
    return a.replaceAll("[«»]", "").equals(b.replaceAll("[«»]", ""));
  }

  private Rejected noTheorem(String code, Outline outline) {
    List<String> names =
        outline.theorems().stream().map(Outline.Theorem::name).limit(NAMED).toList();
    String found = "nothing of the kind";
    if (!names.isEmpty()) {
      found = String.join(", ", names);
    } else if (new Source(code).indexOfWord("example", 0).isPresent()) {
      found = "an `example` without a name";
    }
    return new Rejected(
        Reason.NO_THEOREM, "theorem " + name + " is wanted, and the code declares " + found);
  }

  private Extraction candidate(String code, Outline outline, int keyword) {
    List<Integer> starts = outline.starts(keyword);
    int outermost = starts.get(starts.size() - 1);
    for (int i = starts.size() - 1; i >= 0; i--) {
      OptionalInt proof = proofOfSame(code, starts.get(i));
      if (proof.isPresent()) {
        return candidate(code, outline, starts.get(i), "", proof.getAsInt());
      }
    }
    OptionalInt proof = proof(code, keyword);
    if (proof.isEmpty()) {
      return new Rejected(Reason.NO_PROOF, "theorem " + name + " has no `:=`");
    }
    return candidate(code, outline, outermost, scopes(code, starts), proof.getAsInt());
  }

  /** Where the proof begins, if what stands at {@code start} is the statement word for word. */
  private OptionalInt proofOfSame(String code, int start) {
    Source source = new Source(code);
    OptionalInt end = source.endOfSame(statement.text(), start);
    if (end.isEmpty()) {
      return end;
    }
    int next = source.indexOfCode(end.getAsInt());
    boolean proof = code.startsWith(":=", next) || code.startsWith("|", next);
    return proof ? OptionalInt.of(next) : OptionalInt.empty();
  }

  /** Where the proof begins of a theorem that the model has reworded. */
  private static OptionalInt proof(String code, int keyword) {
    Source source = new Source(code);
    Matcher next = COMMAND.matcher(code);
    int seen = keyword;
    while (seen < code.length() && next.find(seen + 1)) {
      seen = source.visible(next.start(), seen);
      if (seen == next.start()) {
        return new Source(code.substring(0, seen)).indexOfBody(keyword);
      }
    }
    return source.indexOfBody(keyword);
  }

  /** What is set for the theorem alone, with {@code in}; attributes and modifiers are dropped. */
  private static String scopes(String code, List<Integer> starts) {
    StringBuilder scopes = new StringBuilder();
    for (int i = starts.size() - 1; i > 0; i--) {
      String leading = code.substring(starts.get(i), starts.get(i - 1));
      scopes.append(leading.stripTrailing().endsWith(" in") ? leading : "");
    }
    return scopes.toString();
  }

  private Extraction candidate(String code, Outline outline, int start, String scopes, int proof) {
    int body = Math.min(afterPreamble(code, outline.headerEnd(start)), start);
    int outermost = Math.max(body, outline.start(start));
    String above = code.substring(body, outermost);
    String exit = new Scopes(above).exit();
    String helpers = above + exit + code.substring(outermost, start);
    String before =
        header(outline.header(start))
            + (helpers.isBlank() ? "" : helpers.replaceFirst("^[ \\t\n]*\n", ""))
            + scopes;
    String below = code.substring(proof);
    int end = exit.isEmpty() ? below.length() : new Scopes(below).end();
    String rest = below.substring(0, end).stripTrailing();
    if (rest.matches("(?s):=\\s*(?:by\\s*)?")) {
      return new Rejected(Reason.NO_PROOF, "theorem " + name + " is stated, and nothing follows");
    }
    Optional<Rejected> fault = fault(before).or(() -> fault(rest));
    if (fault.isPresent()) {
      return fault.get();
    }
    String theorem = before + Shown.open(statement.text());
    return new Candidate(theorem + joint(theorem, rest, column(code, proof)) + rest);
  }

  /** What stands before the proof; columns matter in it if it begins on the line of its tokens. */
  private static String joint(String theorem, String proof, int column) {
    String first = proof.lines().findFirst().orElse("");
    boolean free = first.length() == proof.length() || first.matches(":=\\s*(?:by)?\\s*");
    boolean same = column(theorem, theorem.length()) + 1 == column;
    boolean branches = proof.startsWith("|");
    return (free || same) && !branches ? " " : "\n" + " ".repeat(column);
  }

  /** A place's column, as Lean counts. */
  private static int column(String text, int place) {
    int line = text.lastIndexOf('\n', place - 1) + 1;
    return text.codePointCount(line, place);
  }

  /** The definitions that the statement stands on are not to be declared twice. */
  private int afterPreamble(String code, int headerEnd) {
    if (statement.preamble().isBlank()) {
      return headerEnd;
    }
    return new Source(code).endOfSame(statement.preamble(), headerEnd).orElse(headerEnd);
  }

  /** The commands of the model's header that the statement's header lacks. */
  private String header(List<String> commands) {
    return commands.stream()
        .filter(command -> !isImport(command) && !header.contains(command))
        .map(this::withoutKnownUniverses)
        .filter(command -> !command.isEmpty())
        .map(command -> command + "\n")
        .collect(Collectors.joining());
  }

  private String withoutKnownUniverses(String command) {
    if (!isUniverse(command)) {
      return command;
    }
    String left =
        words(command).filter(word -> !universes.contains(word)).collect(Collectors.joining(" "));
    return left.isEmpty() ? "" : "universe " + left;
  }
}
