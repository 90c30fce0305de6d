package lakatos.session;

import java.util.Locale;
import java.util.Map;

/** A session's nodes and what they use, drawn: as SVG for browsers, as TikZ for LaTeX. */
final class Picture {
  private static final int WIDTH = 190;
  private static final int HEIGHT = 44;
  private static final int GAP = 24;
  private static final int DROP = 96;

  private final SessionState state;
  private final Layers layers;
  private final Map<String, Layers.Place> places;

  Picture(SessionState state) {
    this.state = state;
    this.layers = Layers.of(state);
    this.places = layers.places();
  }

  private int x(String name) {
    Layers.Place place = place(name);
    int row = layers.layers().get(place.layer()).size();
    int left = (layers.width() - row) * (WIDTH + GAP) / 2;
    return GAP + left + place.number() * (WIDTH + GAP);
  }

  private int y(String name) {
    return GAP + place(name).layer() * DROP;
  }

  private Layers.Place place(String name) {
    return places.getOrDefault(name, new Layers.Place(0, 0));
  }

  private static String colour(Status.Kind kind) {
    return switch (kind) {
      case PROVED -> "#b7e4c7";
      case CONDITIONAL, SKETCHED -> "#bde0fe";
      case REFUTED, INVALID -> "#ffadad";
      case OUTDATED -> "#ffd6a5";
      case OPEN -> "#f1f1f1";
    };
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int width = 2 * GAP + layers.width() * (WIDTH + GAP);
    int height = 2 * GAP + Math.max(0, layers.layers().size() - 1) * DROP + HEIGHT;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\">\n"
            .formatted(width, height, width, height));
    svg.append("<title>").append(escape(state.title())).append("</title>\n");
    for (Layers.Edge edge : layers.edges()) {
      svg.append(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/>\n"
              .formatted(
                  x(edge.user()) + WIDTH / 2,
                  y(edge.user()) + HEIGHT,
                  x(edge.used()) + WIDTH / 2,
                  y(edge.used())));
    }
    state.nodes().values().forEach(node -> svg.append(box(node)));
    return svg.append("</svg>\n").toString();
  }

  private String box(Node node) {
    Status status = state.status(node);
    int x = x(node.name());
    int y = y(node.name());
    return "<g><title>"
        + escape(node.text())
        + "</title>\n"
        + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%d\"/>\n"
            .formatted(
                x, y, WIDTH, HEIGHT, colour(status.kind()), "#444", node.lock().isPresent() ? 3 : 1)
        + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"14\">%s</text>\n"
            .formatted(x + WIDTH / 2, y + 18, escape(brief(node.name())))
        + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\">%s</text></g>\n"
            .formatted(x + WIDTH / 2, y + 35, escape(brief(status.toString())));
  }

  private static String brief(String text) {
    return text.codePointCount(0, text.length()) <= 26
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 25)) + "…";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The same for LaTeX. */
  String tikz() {
    StringBuilder tikz = new StringBuilder("\\begin{tikzpicture}[x=1pt,y=-1pt]\n");
    for (Layers.Edge edge : layers.edges()) {
      tikz.append(
          "\\draw[gray] (%d,%d) -- (%d,%d);\n"
              .formatted(
                  x(edge.user()) + WIDTH / 2,
                  y(edge.user()) + HEIGHT / 2,
                  x(edge.used()) + WIDTH / 2,
                  y(edge.used()) + HEIGHT / 2));
    }
    for (Node node : state.nodes().values()) {
      Status status = state.status(node);
      String colour = colour(status.kind()).substring(1).toUpperCase(Locale.ROOT);
      tikz.append(
          ("\\definecolor{box}{HTML}{%s}\\node[draw,rounded corners,fill=box,align=center,"
                  + "minimum width=%dpt,minimum height=%dpt] at (%d,%d) {%s\\\\ \\footnotesize %s};\n")
              .formatted(
                  colour,
                  WIDTH,
                  HEIGHT,
                  x(node.name()) + WIDTH / 2,
                  y(node.name()) + HEIGHT / 2,
                  Latex.escape(brief(node.name())),
                  Latex.escape(brief(status.toString()))));
    }
    return tikz.append("\\end{tikzpicture}\n").toString();
  }
}
