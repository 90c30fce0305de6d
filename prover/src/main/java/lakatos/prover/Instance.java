package lakatos.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instance of a hypothesis {@code h}, as {@link lakatos.leanbridge.ProofSession#probe} finds it.
 *
 * @param term a term in {@code h}
 */
public record Instance(String term) {
  private static final Pattern PROOFS = Pattern.compile("\\(by [^()]*(?:\\([^()]*\\)[^()]*)*\\)");
  private static final Pattern WHOLE = Pattern.compile("\\(*(-?\\d+)\\)*(?: / 1\\))?");
  private static final Pattern FRACTION = Pattern.compile("\\(\\(?(-?\\d+)\\)? / (\\d+)\\)");

  /** Returns the values, as Lean reads them, without the proofs among the arguments. */
  public String values() {
    return PROOFS
        .matcher(term)
        .replaceAll("")
        .replaceAll("\\)\\.[12]", "")
        .replaceAll("^[(@]*h", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * Returns the values for people, with the names of what they are values of.
   *
   * @param names as many as there are values, or they are left out
   */
  public String named(List<String> names) {
    return named(values(), names);
  }

  /** Returns values that {@link #values} gave for people. */
  public static String named(String values, List<String> names) {
    List<String> each = split(values);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      String value = readable(each.get(i));
      pairs.add(each.size() == names.size() ? names.get(i) + " = " + value : value);
    }
    return String.join(", ", pairs);
  }

  private static String readable(String value) {
    Matcher fraction = FRACTION.matcher(value);
    if (fraction.matches() && !fraction.group(2).equals("1")) {
      return fraction.group(1) + "/" + fraction.group(2);
    }
    Matcher whole = WHOLE.matcher(value);
    if (whole.matches()) {
      return whole.group(1).equals("-0") ? "0" : whole.group(1);
    }
    return value;
  }

  /** Splits at spaces outside of brackets. */
  private static List<String> split(String values) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < values.length(); i++) {
      char c = values.charAt(i);
      depth += "([{⟨".indexOf(c) >= 0 ? 1 : ")]}⟩".indexOf(c) >= 0 ? -1 : 0;
      if (c == ' ' && depth == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }
}
