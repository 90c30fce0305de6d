package lakatos.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lakatos.app.IterationFigures.Line;
import lakatos.app.IterationFigures.Point;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a run, all of them over rounds. */
final class IterationPlots {
  private final IterationFigures figures;

  private IterationPlots(IterationFigures figures) {
    this.figures = figures;
  }

  /** Draws what there is to draw. */
  static List<Plot> of(IterationFigures figures) {
    IterationPlots plots = new IterationPlots(figures);
    List<Plot> drawn = new ArrayList<>();
    plots.add(drawn, "Statements solved", "statements", plots.solved());
    plots.add(drawn, "pass@k on held-out statements, with 95% intervals", "%", figures.passes());
    plots.add(drawn, "Exploration and exploitation", "%", plots.balance());
    plots.add(drawn, "Diversity and selection", "%", plots.diversity());
    plots.add(drawn, "Length of texts", "tokens", plots.lengths());
    plots.add(drawn, "Entropy", "nats a token", plots.entropy());
    plots.add(drawn, "Time of stages", "minutes", figures.seconds());
    return drawn;
  }

  private List<Line> solved() {
    return List.of(
        figures.line("in the round", 1, "counts", "solved"),
        figures.line("for the first time", 1, "counts", "solved_anew"),
        figures.line("ever", 1, "counts", "solved_ever"));
  }

  private List<Line> balance() {
    return List.of(
        figures.line("exploration", 100, "metrics", "exploration"),
        figures.line("exploitation", 100, "metrics", "exploitation"),
        figures.line("a proof among k", 100, "metrics", "any_of_k"));
  }

  private List<Line> diversity() {
    return List.of(
        figures.line("proofs that differ", 100, "metrics", "diversity"),
        figures.line("proofs selected", 100, "metrics", "selection_rate"));
  }

  private List<Line> lengths() {
    return List.of(figures.line("a text", 1, "metrics", "response_tokens"));
  }

  private List<Line> entropy() {
    return List.of(figures.line("of the model's own texts", 1, "metrics", "entropy"));
  }

  private void add(List<Plot> plots, String title, String y, List<Line> lines) {
    List<Line> shown =
        lines.stream().filter(line -> !line.points().isEmpty()).limit(Plots.MOST_LINES).toList();
    Optional.of(shown)
        .filter(some -> !some.isEmpty())
        .ifPresent(some -> plots.add(Plot.of(title, theme -> chart(title, y, some, theme))));
  }

  private static XYChart chart(String title, String y, List<Line> lines, Plot.Theme theme) {
    XYChart chart = Plots.lines(title, "round", y, theme);
    chart
        .getStyler()
        .setYAxisMin(0.0)
        .setXAxisTickLabelsFormattingFunction(
            x -> x == Math.rint(x) ? String.valueOf(x.intValue()) : "");
    for (int i = 0; i < lines.size(); i++) {
      List<Point> points = lines.get(i).points();
      if (points.stream().anyMatch(point -> point.high() > point.low())) {
        Plots.band(chart.addSeries("band " + i, outline(points), edge(points)), i);
      }
      double[] x = points.stream().mapToDouble(Point::round).toArray();
      double[] values = points.stream().mapToDouble(Point::value).toArray();
      Plots.line(chart.addSeries(lines.get(i).name(), x, values), i)
          .setMarker(SeriesMarkers.CIRCLE);
    }
    return chart;
  }

  /** There along the upper end and back along the lower one. */
  private static double[] outline(List<Point> points) {
    return DoubleStream.concat(
            points.stream().mapToDouble(Point::round),
            backwards(points).stream().mapToDouble(Point::round))
        .toArray();
  }

  private static double[] edge(List<Point> points) {
    return DoubleStream.concat(
            points.stream().mapToDouble(Point::high),
            backwards(points).stream().mapToDouble(Point::low))
        .toArray();
  }

  private static List<Point> backwards(List<Point> points) {
    int last = points.size() - 1;
    return IntStream.rangeClosed(0, last).mapToObj(i -> points.get(last - i)).toList();
  }
}
