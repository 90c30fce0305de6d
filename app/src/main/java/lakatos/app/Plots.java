package lakatos.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lakatos.prover.PassAtK;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report. */
final class Plots {
  /** Told apart by those who see few colours, and on light and dark pages. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x4c8ed9),
          new Color(0xe08a1e),
          new Color(0x3fa36c),
          new Color(0xcc5f9b),
          new Color(0x8f7ee0),
          new Color(0x8a8f98));

  /** More cannot be told apart. */
  static final int MOST_LINES = COLOURS.size();

  private static final int MOST_CLASSES = 12;
  private static final int MOST_BINS = 20;
  private static final int MOST_LETTERS = 36;

  private final List<RunFigures> sets;
  private final RunFigures total;

  private Plots(Report report) {
    this.sets =
        report.sets().stream()
            .sorted(Comparator.comparing((RunFigures set) -> set.work().attempts()).reversed())
            .limit(COLOURS.size())
            .toList();
    this.total = report.total();
  }

  /** Whether this Java can write on pictures: some come without fonts, or with half a library. */
  static boolean arePossible() {
    System.setProperty("java.awt.headless", "true"); // a screen might be named and not be there
    Graphics2D canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
    try {
      return canvas.getFontMetrics().stringWidth("x") > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false; // which of them depends on what is missing
    } finally {
      canvas.dispose();
    }
  }

  /** Draws what there is to draw. Of many sets the largest are shown. */
  static List<Plot> of(Report report) {
    Plots plots = new Plots(report);
    return List.of(plots.passes(), plots.course(), plots.classes(), plots.lengths()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  // --- lines ---------------------------------------------------------------------------------

  private Optional<Plot> passes() {
    List<RunFigures> shown = sets.stream().filter(set -> set.passes().size() > 1).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    String title = "pass@k, with 95% intervals";
    return Optional.of(Plot.of(title, theme -> passes(title, shown, theme)));
  }

  private static XYChart passes(String title, List<RunFigures> shown, Plot.Theme theme) {
    XYChart chart = lines(title, "k", "solved, %", theme);
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(x -> isWhole(x) ? "" + (1L << x.longValue()) : "")
        .setXAxisMaxLabelCount(12)
        .setYAxisMin(0.0)
        .setYAxisMax(100.0);
    for (int i = 0; i < shown.size(); i++) {
      List<PassAtK> passes = shown.get(i).passes();
      double[] x = passes.stream().mapToDouble(pass -> log2(pass.k())).toArray();
      double[] low = passes.stream().mapToDouble(pass -> 100 * pass.low()).toArray();
      double[] high = passes.stream().mapToDouble(pass -> 100 * pass.high()).toArray();
      band(chart.addSeries("band " + i, there(x, x), there(low, high)), i);
    }
    for (int i = 0; i < shown.size(); i++) {
      List<PassAtK> passes = shown.get(i).passes();
      double[] x = passes.stream().mapToDouble(pass -> log2(pass.k())).toArray();
      double[] y = passes.stream().mapToDouble(pass -> 100 * pass.mean()).toArray();
      line(chart.addSeries(label(i, shown), x, y), i).setMarker(SeriesMarkers.CIRCLE);
    }
    return chart;
  }

  private static boolean isWhole(double x) {
    return Math.abs(x - Math.rint(x)) < 1e-9;
  }

  /** A number on an axis, such as {@code 1.5M}. */
  private static String amount(double x) {
    String[] units = {"", "k", "M", "G"};
    int unit = 0;
    double rest = x;
    while (rest >= 1000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rest)
        + units[unit];
  }

  private static double log2(int k) {
    return Math.log(k) / Math.log(2);
  }

  /** There along one, and back along the other. */
  private static double[] there(double[] one, double[] other) {
    DoubleStream back =
        IntStream.range(0, other.length).mapToDouble(i -> other[other.length - 1 - i]);
    return DoubleStream.concat(DoubleStream.of(one), back).toArray();
  }

  private Optional<Plot> course() {
    if (total.solved() == 0 || total.work().tokens() == 0) {
      return Optional.empty();
    }
    String title = "Solved over tokens";
    return Optional.of(Plot.of(title, theme -> course(title, theme)));
  }

  private XYChart course(String title, Plot.Theme theme) {
    XYChart chart = lines(title, "tokens", "problems solved", theme);
    chart
        .getStyler()
        .setYAxisMin(0.0)
        .setXAxisMaxLabelCount(6)
        .setXAxisTickLabelsFormattingFunction(Plots::amount)
        .setYAxisTickLabelsFormattingFunction(y -> isWhole(y) ? amount(y) : "");
    for (int i = 0; i < sets.size(); i++) {
      List<RunFigures.Milestone> course = sets.get(i).milestones();
      double[] x = course.stream().mapToDouble(RunFigures.Milestone::tokens).toArray();
      double[] y = course.stream().mapToDouble(RunFigures.Milestone::solved).toArray();
      line(chart.addSeries(label(i, sets), x, y), i)
          .setXYSeriesRenderStyle(XYSeriesRenderStyle.Step)
          .setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }

  static XYChart lines(String title, String x, String y, Plot.Theme theme) {
    XYChart chart = new XYChart(Plot.WIDTH, Plot.HEIGHT);
    Plot.style(chart.getStyler(), theme);
    chart.setTitle(title);
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    return chart;
  }

  static XYSeries line(XYSeries series, int i) {
    series.setMarkerColor(COLOURS.get(i));
    series.setLineColor(COLOURS.get(i));
    series.setLineWidth(2);
    return series;
  }

  static void band(XYSeries series, int i) {
    Color colour = COLOURS.get(i);
    Color faint = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 48);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(faint);
    series.setLineColor(new Color(0, true));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
  }

  /** Names of series must differ, however short they are cut. */
  private static String label(int i, List<RunFigures> shown) {
    String name = shorten(shown.get(i).name());
    boolean taken = shown.stream().limit(i).anyMatch(set -> shorten(set.name()).equals(name));
    return taken ? name + " (" + (i + 1) + ")" : name;
  }

  private static String shorten(String text) {
    String clean = Section.clean(text);
    return clean.length() <= MOST_LETTERS ? clean : clean.substring(0, MOST_LETTERS - 1) + "…";
  }

  // --- bars ----------------------------------------------------------------------------------

  private Optional<Plot> classes() {
    List<Map.Entry<String, Integer>> classes =
        total.classes().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_CLASSES)
            .toList();
    String title = "Verdicts and failure classes";
    return Optional.of(Plot.of(title, theme -> classes(title, classes, theme)));
  }

  private static HorizontalBarChart classes(
      String title, List<Map.Entry<String, Integer>> classes, Plot.Theme theme) {
    HorizontalBarChart chart = new HorizontalBarChart(Plot.WIDTH, Plot.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle("attempts");
    Plot.style(chart.getStyler(), theme);
    chart.getStyler().setLegendVisible(false).setSeriesColors(new Color[] {COLOURS.get(0)});
    // XChart names the classes by the spacing of the other axis
    chart.getStyler().setXAxisTickMarkSpacingHint(10).setPlotGridHorizontalLinesVisible(false);
    List<Integer> counts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : classes) {
      counts.add(entry.getValue());
      names.add(shorten(entry.getKey()));
    }
    chart.addSeries("attempts", counts, names);
    return chart;
  }

  private Optional<Plot> lengths() {
    List<Integer> lengths = total.proofLines();
    if (lengths.isEmpty()) {
      return Optional.empty();
    }
    String title = "Lengths of proofs";
    return Optional.of(Plot.of(title, theme -> lengths(title, lengths, theme)));
  }

  private static CategoryChart lengths(String title, List<Integer> lengths, Plot.Theme theme) {
    CategoryChart chart = new CategoryChart(Plot.WIDTH, Plot.HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle("lines without comments");
    chart.setYAxisTitle("proofs");
    Plot.style(chart.getStyler(), theme);
    chart.getStyler().setLegendVisible(false).setSeriesColors(new Color[] {COLOURS.get(0)});
    chart.getStyler().setXAxisMaxLabelCount(10).setYAxisMin(0.0);
    int most = lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
    int width = (most - 1) / MOST_BINS + 1;
    List<String> bins = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int from = 1; from <= most; from += width) {
      int begin = from;
      bins.add(width == 1 ? "" + from : from + "–" + (from + width - 1));
      counts.add((int) lengths.stream().filter(n -> n >= begin && n < begin + width).count());
    }
    chart.addSeries("proofs", bins, counts);
    return chart;
  }
}
