package lakatos.prover.model;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with places to be filled. */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private Template() {}

  /** Fills the places that have a value; what is filled in is not looked at again. */
  public static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
  }
}
