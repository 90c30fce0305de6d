package lakatos.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lakatos.leanbridge.Statement;

/** Lean texts from a resource, by kind. */
final class Sections {
  private static final String START = "(?m)^-- kind: ";
  private static final String IMPORT = "import Lean\n";

  private Sections() {}

  /**
   * A text to stand before a theorem.
   *
   * @param kind what it is, in a few words
   * @param header what it needs to be imported
   */
  record Section(String kind, String header, String text) {

    /** Whether nothing but killing ends it. */
    boolean program() {
      return kind.endsWith(", program");
    }

    /** A theorem that is to follow the text. */
    Statement statement(String theorem) {
      return new Statement(header, "", theorem);
    }
  }

  static List<Section> read(String resource) {
    String all;
    try (InputStream in = Sections.class.getResourceAsStream(resource)) {
      all = new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Section> sections = new ArrayList<>();
    String[] parts = all.split(START, -1);
    for (int i = 1; i < parts.length; i++) {
      int line = parts[i].indexOf('\n');
      String text = parts[i].substring(line + 1).strip() + "\n";
      boolean lean = text.startsWith(IMPORT);
      sections.add(
          new Section(
              parts[i].substring(0, line),
              lean ? IMPORT : "",
              lean ? text.substring(IMPORT.length()) : text));
    }
    return sections;
  }
}
